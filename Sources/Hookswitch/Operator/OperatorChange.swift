/// What of an operator is to become another; what is `nil` stays.
public struct OperatorChange: Hashable, Sendable {
    /// One half of where somebody works: the tenants that are named, or the tags.
    public enum Restriction: Hashable, Sendable {
        /// It stays as it is.
        case kept
        /// There is none of this kind.
        case lifted
        /// It is these: slugs, or tags.
        case only([String])

        /// What it is to become; `nil` names none.
        var names: [String]? {
            if case .only(let names) = self { names } else { nil }
        }
    }

    /// What they are called.
    public let name: String?
    /// What they may do.
    public let role: OperatorRole?
    /// In which tenants, by their slugs.
    public let tenants: Restriction
    /// In the tenants with which tags.
    public let tags: Restriction

    /// Whether nothing is said of where they work.
    var keepsTenants: Bool { self.tenants == .kept && self.tags == .kept }

    /// States what is wanted.
    public init(name: String?, role: OperatorRole?, tenants: Restriction, tags: Restriction) {
        self.name = name
        self.role = role
        self.tenants = tenants
        self.tags = tags
    }
}
