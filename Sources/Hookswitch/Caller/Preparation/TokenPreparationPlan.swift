import Dynamics

/// Decides whose access token is looked after when: a value that never waits.
///
/// A secret that was just made is refused for 4 to 18 seconds by some of Entra's servers, and a refusal is otherwise
/// believed for a quarter of an hour. So a directory that is new is asked for again a few times, at intervals that stay far
/// from Entra's lock-out of those who repeat themselves (AADSTS50196).
struct TokenPreparationPlan: Sendable {
    /// A directory whose turn it is.
    struct Turn: Sendable {
        let tenantID: TenantID
        let slug: String
        let directory: TenantDirectory
        /// Whether to ask although a refusal is still believed.
        let isForced: Bool
    }

    /// What came of a turn.
    enum Outcome: Hashable, Sendable {
        /// There is a token.
        case ready
        /// Entra refuses the credential.
        case refused(reason: String)
        /// Entra did not answer, or not usably.
        case failed(reason: String)
    }

    /// What to tell operators.
    enum Notice: Hashable, Sendable {
        /// The tenant has no token, for the first time since it had one.
        case lost(reason: String)
        /// It has one again.
        case regained
    }

    private struct Care: Sendable {
        let directory: TenantDirectory
        var dueAt: ContinuousClock.Instant
        var refusalCount = 0
        var isLost = false
    }

    /// How often a token is looked after; it is refreshed when half of its hour is over.
    static let interval = Duration.seconds(60)
    /// When a new credential that was refused is tried again.
    static let refusalDelays: [Duration] = [.seconds(5), .seconds(10), .seconds(20), .seconds(40)]

    private var cares: [TenantID: Care] = [:]

    /// Whose turn it is, the longest due first. Tenants that are gone or suspended are forgotten.
    mutating func turns(of tenants: [ServedTenant], at now: ContinuousClock.Instant) -> [Turn] {
        var next: [TenantID: Care] = [:]
        var turns: [(dueAt: ContinuousClock.Instant, turn: Turn)] = []
        for tenant in tenants where tenant.status == .active {
            let id = tenant.scope.tenantID
            var care = Care(directory: tenant.directory, dueAt: now)
            if let known = self.cares[id], known.directory === tenant.directory { care = known }
            if care.dueAt <= now {
                let turn = Turn(
                    tenantID: id,
                    slug: tenant.slug,
                    directory: tenant.directory,
                    isForced: (1...Self.refusalDelays.count).contains(care.refusalCount)
                )
                turns.append((care.dueAt, turn))
            }
            next[id] = care
        }
        self.cares = next
        return turns.sorted { $0.dueAt < $1.dueAt }.map(\.turn)
    }

    /// Takes note of what came of a turn.
    ///
    /// - Returns: What to tell, if it is news.
    mutating func finished(_ turn: Turn, _ outcome: Outcome, at now: ContinuousClock.Instant) -> Notice? {
        // Another directory may have come meanwhile; what an earlier one met says nothing of it.
        guard var care = self.cares[turn.tenantID], care.directory === turn.directory else { return nil }
        defer { self.cares[turn.tenantID] = care }
        care.dueAt = now + Self.interval
        switch outcome {
        case .ready:
            care.refusalCount = Self.refusalDelays.count + 1
            defer { care.isLost = false }
            return care.isLost ? .regained : nil
        case .refused(let reason):
            if Self.refusalDelays.indices.contains(care.refusalCount) {
                care.dueAt = now + Self.refusalDelays[care.refusalCount]
            }
            care.refusalCount = min(care.refusalCount + 1, Self.refusalDelays.count + 1)
            return Self.lost(&care, reason)
        case .failed(let reason):
            return Self.lost(&care, reason)
        }
    }

    private static func lost(_ care: inout Care, _ reason: String) -> Notice? {
        defer { care.isLost = true }
        return care.isLost ? nil : .lost(reason: reason)
    }
}
