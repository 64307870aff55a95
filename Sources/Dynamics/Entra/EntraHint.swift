/// What probably is the matter when Entra refuses, for people to read.
///
/// It comes from the AADSTS numbers in Entra's error, of which Microsoft says that they may change and that no program
/// should depend on them (`reference/domain.md` T7); nothing is decided by it.
public enum EntraHint: String, Hashable, Sendable, CaseIterable {
    /// 7000215: the secret is wrong.
    case secretInvalid = "secret_invalid"
    /// 7000222: the secret has expired.
    case secretExpired = "secret_expired"
    /// 700016: the application is not in this Entra tenant.
    case applicationNotFound = "application_not_found"
    /// 7000112: the application is disabled.
    case applicationDisabled = "application_disabled"
    /// 90002, 900023: there is no such Entra tenant.
    case tenantNotFound = "tenant_not_found"
    /// 500011: the environment is not in this Entra tenant.
    case environmentNotFound = "environment_not_found"
    /// 70011, 28002, 1002012: the scope is not one that Entra knows.
    case scopeInvalid = "scope_invalid"
    /// 53003 and its like: a policy of the Entra tenant forbids it.
    case blockedByPolicy = "blocked_by_policy"
    /// 50196: Entra saw too many equal requests.
    case loopDetected = "loop_detected"
    /// 7000218: neither secret nor assertion arrived.
    case secretMissing = "secret_missing"

    /// Reads one of the numbers in `error_codes`.
    init?(number: Int) {
        switch number {
        case 7_000_215: self = .secretInvalid
        case 7_000_222: self = .secretExpired
        case 700_016: self = .applicationNotFound
        case 7_000_112: self = .applicationDisabled
        case 90_002, 900_023: self = .tenantNotFound
        case 500_011: self = .environmentNotFound
        case 70_011, 28_002, 1_002_012: self = .scopeInvalid
        case 53_003, 530_034, 530_035: self = .blockedByPolicy
        case 50_196: self = .loopDetected
        case 7_000_218: self = .secretMissing
        default: return nil
        }
    }

    /// What an operator should try first.
    public var remedy: String {
        switch self {
        case .secretInvalid:
            "Check that the secret's value was stored, not its ID, and that it belongs to this application. "
                + "A new secret can take up to 20 seconds to work."
        case .secretExpired:
            "Make a new secret for the application, and replace the stored one by it."
        case .applicationNotFound:
            "Check the client ID and the Entra tenant: the application is not registered there, or consent is missing."
        case .applicationDisabled:
            "Enable the application's sign-in in the customer's Entra tenant."
        case .tenantNotFound:
            "Check the Entra tenant's ID or domain."
        case .environmentNotFound:
            "Check the environment's URL: it is not one of this Entra tenant's environments."
        case .scopeInvalid:
            "Check the environment's URL: Entra knows no resource of that name."
        case .blockedByPolicy:
            "A conditional access policy of the customer's Entra tenant forbids the sign-in."
        case .loopDetected:
            "Entra saw too many equal requests; wait some minutes."
        case .secretMissing:
            "The application accepts no request without a secret or an assertion."
        }
    }
}
