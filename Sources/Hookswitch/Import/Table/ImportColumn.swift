/// A column of a table of tenants.
enum ImportColumn: String, CaseIterable, Hashable, Sendable {
    case slug, name, region
    /// What another program calls the tenant.
    case externalID = "external_id"
    /// The words by which it is found and grouped, parted by spaces.
    case tags
    case dataverseURL = "dataverse_url"
    case lookup, fallback
    /// The tables, parted by spaces.
    case tables
    case entraTenant = "entra_tenant"
    case clientID = "client_id"
    /// The secret itself.
    case clientSecret = "client_secret"
    /// The environment variable that has it, on the machine of the command.
    case clientSecretEnvironment = "client_secret_env"
    /// The file that has it, on the machine of the command.
    case clientSecretFile = "client_secret_file"
    case secretExpiresAt = "secret_expires_at"
    case authentication
    case internalCalls = "internal_calls"
    case poolNumber = "pool_number"
    case poolName = "pool_name"
    case ruleName = "rule_name"
    case ruleWhen = "rule_when"
    case ruleTarget = "rule_target"
    case otherwise
    /// All pools in JSON, for those that one pool with one rule does not say.
    case pools

    /// The columns that every row needs, besides one that says which tenant it is: the slug, or the external id.
    static let required: [ImportColumn] = [.name, .region, .dataverseURL, .entraTenant, .clientID]
    /// The columns of the one pool of a common tenant.
    static let ofOnePool: [ImportColumn] = [.poolNumber, .poolName, .ruleName, .ruleWhen, .ruleTarget, .otherwise]
    /// The columns of an export: without those of secrets.
    static let exported = Self.allCases.filter { column in
        ![.clientSecret, .clientSecretEnvironment, .clientSecretFile].contains(column)
    }

    /// What people call columns elsewhere.
    private static let otherNames: [String: ImportColumn] = [
        "tag": .tags, "labels": .tags, "tenant": .slug, "id": .slug, "company": .name, "customer": .name,
        "country": .region, "url": .dataverseURL,
        "dynamics_url": .dataverseURL, "crm_url": .dataverseURL, "tenant_id": .entraTenant,
        "directory_id": .entraTenant, "entra_tenant_id": .entraTenant, "azure_tenant": .entraTenant,
        "application_id": .clientID, "app_id": .clientID, "secret": .clientSecret,
        "expires_at": .secretExpiresAt, "secret_expires": .secretExpiresAt, "auth": .authentication,
        "number": .poolNumber, "queue": .poolName, "queue_number": .poolNumber, "queue_name": .poolName,
        "target": .ruleTarget, "when": .ruleWhen, "rule": .ruleName, "known_target": .ruleTarget,
    ]

    /// The column that a heading probably means which is none.
    static func suggestion(for heading: String) -> ImportColumn? {
        let name = heading.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
        if let column = ImportColumn(rawValue: name) ?? Self.otherNames[name] { return column }
        return NearestWord.find(name, among: Self.allCases.map(\.rawValue)).flatMap { ImportColumn(rawValue: $0) }
    }

    /// The column of a member that a table may be without.
    init(_ member: KeptMember) {
        switch member {
        case .tags: self = .tags
        case .externalID: self = .externalID
        }
    }

    /// The place in the document that the column has.
    private var path: String {
        switch self {
        case .slug, .name, .region, .tags, .pools: self.rawValue
        case .externalID: "externalId"
        case .dataverseURL: "dataverse.url"
        case .lookup, .fallback, .tables: "dataverse." + self.rawValue
        case .entraTenant: "entra.tenant"
        case .clientID: "entra.clientId"
        case .clientSecret: "entra.credential.secret"
        case .clientSecretEnvironment: "entra.credential.secret.env"
        case .clientSecretFile: "entra.credential.secret.file"
        case .secretExpiresAt: "entra.credential.expiresAt"
        case .authentication: "webhook.authentication"
        case .internalCalls: "internalCalls"
        case .poolNumber: "pools[0].number"
        case .poolName: "pools[0].name"
        case .ruleName: "pools[0].rules[0].name"
        case .ruleWhen: "pools[0].rules[0].when.caller"
        case .ruleTarget: "pools[0].rules[0].target"
        case .otherwise: "pools[0].otherwise"
        }
    }

    /// The column that has a place of the document; the longest that fits, for a place within a column's value.
    static func name(ofPath path: String) -> String? {
        Self.allCases.filter { path == $0.path || path.hasPrefix($0.path + ".") || path.hasPrefix($0.path + "[") }
            .max { $0.path.count < $1.path.count }?.rawValue
    }
}
