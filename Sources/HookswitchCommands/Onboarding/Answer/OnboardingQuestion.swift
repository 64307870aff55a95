/// What the wizard may ask.
enum OnboardingQuestion: Hashable, Sendable {
    case name, slug, region
    case url
    case entraTenant, clientID, secret, expiry
    case sample, afterFailure
    case poolsFile, poolNumber, poolName, poolTarget, poolOtherwise
    case furtherKey
    case caller, pool

    /// The step that it belongs to.
    var step: OnboardingStep {
        switch self {
        case .name, .slug, .region: .tenant
        case .url: .dynamics
        case .entraTenant, .clientID, .secret, .expiry: .credential
        case .sample, .afterFailure: .verify
        case .poolsFile, .poolNumber, .poolName, .poolTarget, .poolOtherwise: .pools
        case .furtherKey: .key
        case .caller, .pool: .call
        }
    }

    /// Whether the answer is typed without being shown.
    var isSecret: Bool { self == .secret }

    /// The option that answers it on a command line; `nil` if none does.
    var option: String? {
        switch self {
        case .name: "--name"
        case .slug: "--slug"
        case .region: "--region"
        case .url: "--dynamics-url"
        case .entraTenant: "--entra-tenant"
        case .clientID: "--client-id"
        case .secret: "--client-secret-file"
        case .expiry: "--secret-expires"
        case .sample: "--sample"
        case .poolsFile: "--pools"
        case .furtherKey: "--new-key"
        case .caller: "--from"
        case .pool: "--to"
        case .afterFailure, .poolNumber, .poolName, .poolTarget, .poolOtherwise: nil
        }
    }

    /// What it is about, for somebody whose command line lacks the answer.
    var subject: String {
        switch self {
        case .name: "the customer's name"
        case .slug: "the short name, 2 to 40 of a-z, 0-9 and -"
        case .region: "the country whose numbers the CRM has, such as FI"
        case .url: "the environment's address, such as https://acme.crm4.dynamics.com"
        case .entraTenant: "the directory (Entra tenant), a GUID or a verified domain"
        case .clientID: "the application's (client) id"
        case .secret: "a file that holds the client secret's value, and nothing else"
        case .poolsFile: "a file of pools, CSV or YAML"
        default: ""
        }
    }
}
