/// What of an operator is to become another; what is `nil` stays.
public struct OperatorChange: Hashable, Sendable {
    /// What they are called.
    public let name: String?
    /// What they may do.
    public let role: OperatorRole?
    /// Where they may do it.
    public let restriction: Restriction?

    /// The tenants in which an operator works.
    public struct Restriction: Hashable, Sendable {
        /// Slugs; `nil` names none.
        public let tenants: [String]?
        /// Tags; `nil` names none. With no tenants either, it is all tenants.
        public let tags: [String]?

        /// A restriction, or none.
        public init(tenants: [String]?, tags: [String]?) {
            self.tenants = tenants
            self.tags = tags
        }
    }

    /// States what is wanted.
    public init(name: String?, role: OperatorRole?, restriction: Restriction?) {
        self.name = name
        self.role = role
        self.restriction = restriction
    }
}
