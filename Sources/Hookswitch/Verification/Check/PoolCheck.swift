import Routing

/// Whether the pools make sense among themselves and beside those of other tenants.
struct PoolCheck: Sendable {
    /// So many numbers are named; more are counted.
    private static let maximumNamedCount = 5

    let subject: VerificationSubject

    /// Whether there are pools.
    var presence: ProbeFinding {
        let count = self.subject.pools.count
        guard count > 0 else {
            return .warning(
                .poolsMissing,
                "There is no pool, so every call takes its default route as unknown_pool.",
                remedy: self.remedy.editRouting("Write the numbers of the service queues under pools, with rules:")
            )
        }
        return .ok(count == 1 ? "1 pool" : "\(count) pools")
    }

    /// Whether calls could go round in a circle.
    var loops: ProbeFinding {
        guard let loop = PoolLoop.first(in: self.subject.pools) else { return .ok("no pool leads back to itself") }
        let way = (loop + loop.prefix(1)).map(\.e164)
        let shown = way.count > Self.maximumNamedCount ? way.prefix(Self.maximumNamedCount) + ["…"] : way[...]
        return .warning(
            .poolLoop,
            "Calls can go in a circle, if these queues all ask Hookswitch: \(shown.joined(separator: " → ")).",
            remedy: self.remedy.editRouting("Give one of them another target, or `default`:")
        )
    }

    /// Whether another tenant has one of the numbers.
    var duplicates: ProbeFinding {
        let numbers = self.subject.numbersOfOthers.map(\.e164)
        guard !numbers.isEmpty else { return .ok("no other tenant has these numbers") }
        let more = numbers.count - Self.maximumNamedCount
        let named = numbers.prefix(Self.maximumNamedCount).joined(separator: ", ")
        let shown = more > 0 ? "\(named) and \(more) more" : named
        return .warning(
            .poolClaimedTwice,
            "Another tenant has \(numbers.count == 1 ? "this number" : "these numbers") as a pool too: \(shown).",
            remedy: self.remedy.editRouting("A number belongs to one customer; take it out where it is wrong:")
        )
    }

    private var remedy: Remedy { Remedy(subject: self.subject) }
}
