/// How large a tenant document may be. Each bound is far above what a customer has, and low enough that one tenant's
/// document cannot slow the snapshot of all.
enum TenantDocumentLimits {
    /// A customer with more queues than this would be several tenants.
    static let maximumPoolCount = 1000
    /// A list that nobody could read from top to bottom is no rulebook.
    static let maximumRuleCount = 100
    /// Names are shown in one line of a table.
    static let maximumNameLength = 200
    /// What rules and pools are called; two stand beside each other.
    static let maximumLabelLength = 100
    /// Entra's secrets have at most 64 characters; certificates come another way.
    static let maximumSecretLength = 1024
    /// Documents in one text: a fleet of thousands comes through `import`.
    static let maximumDocumentCount = 500
    /// Bytes of one text.
    static let maximumTextSize = 4 * 1024 * 1024
}
