public import Foundation

/// What a token to be made is to be.
public struct APITokenOrder: Hashable, Sendable {
    /// How many characters (Unicode scalars) a name may have: one line of a list.
    public static let nameLengths = 1...100
    /// To so many tenants a token may be restricted; one for more is better restricted by its role.
    public static let maximumTenantCount = 200

    /// Whom the audit names for what is done with it.
    public let name: String
    /// What it may do.
    public let role: OperatorRole
    /// The slugs of the tenants to which it is restricted; `nil` is all tenants.
    public let tenants: [String]?
    /// The tags of the tenants to which it is restricted, besides those named; `nil` is by none.
    public let tags: [String]?
    /// When it stops working; `nil` is never.
    public let expiresAt: Date?

    /// States what is wanted.
    public init(
        name: String,
        role: OperatorRole,
        tenants: [String]? = nil,
        tags: [String]? = nil,
        expiresAt: Date? = nil
    ) {
        self.tags = tags
        self.name = name
        self.role = role
        self.tenants = tenants
        self.expiresAt = expiresAt
    }

    /// What is wrong with it before anybody looks which tenants there are.
    ///
    /// - Parameter actor: Who asks for it; `nil` is whoever has the database's own password.
    func flaws(at now: Date, by actor: Operator?) -> [APITokenFlaw] {
        var flaws: [APITokenFlaw] = []
        let isPlain = !self.name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if !Self.nameLengths.contains(self.name.unicodeScalars.count) || !isPlain { flaws.append(.name) }
        if let actor, !actor.role.permissions.isSuperset(of: self.role.permissions) { flaws.append(.role) }
        if let expiresAt, expiresAt <= now { flaws.append(.expiresAt) }
        if let tenants {
            if tenants.isEmpty { flaws.append(.noTenant) }
            if tenants.count > Self.maximumTenantCount { flaws.append(.tooManyTenants) }
        } else if let actor, actor.reach != .all, self.tags == nil {
            flaws.append(.allTenants)
        }
        if let tags {
            let isBounded = (1...TenantTag.maximumCount).contains(tags.count)
            if !isBounded || tags.contains(where: { TenantTag(parsing: $0) == nil }) { flaws.append(.tags) }
            // What a tag reaches may grow beyond what its maker may.
            if let actor, actor.reach != .all { flaws.append(.restrictedMaker) }
        }
        return flaws
    }

    /// Whether it would work for longer than what makes it. Who signed in may make what lasts: their own rights are looked at
    /// anew each time, and what they made is found by them.
    func outlives(_ actor: Operator?) -> Bool {
        guard let actor, actor.isPassing, let limit = actor.expiresAt else { return false }
        return self.expiresAt.map { $0 > limit } ?? true
    }
}
