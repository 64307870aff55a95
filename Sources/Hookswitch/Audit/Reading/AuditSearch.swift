/// Which audit records to list, newest first.
public struct AuditSearch: Hashable, Sendable {
    /// A page has at most so many records.
    public static let maximumLimit = 200

    /// How many to list, 1 to ``maximumLimit``.
    public let limit: Int
    /// The `next` of the page before; `nil` begins with the newest.
    public let after: String?
    /// Only of this actor: a token's name or identity, or a user of the machine.
    public let actor: String?
    /// Only this action, such as `tenant.change`.
    public let action: String?
    /// Only of this subject, as a record has it (`token 0195…`), or without its kind.
    public let subject: String?
    /// Only records written then or later.
    public let since: Moment?
    /// Only records written before.
    public let until: Moment?

    /// States a search. A limit outside its bounds becomes the nearest within them.
    public init(
        limit: Int = 50,
        after: String? = nil,
        actor: String? = nil,
        action: String? = nil,
        subject: String? = nil,
        since: Moment? = nil,
        until: Moment? = nil
    ) {
        self.limit = min(max(1, limit), Self.maximumLimit)
        self.after = after
        self.actor = actor
        self.action = action
        self.subject = subject
        self.since = since
        self.until = until
    }
}
