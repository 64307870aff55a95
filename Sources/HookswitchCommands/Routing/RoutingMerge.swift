import Hookswitch

/// Two people's changes of one routing, put together pool by pool: a pool is its number.
struct RoutingMerge {
    /// The pools with both changes; pools that both changed are as the first of the two has them.
    let pools: [DocumentValue]
    /// The numbers of pools that both changed, each in another way.
    let conflicts: [String]

    /// Puts them together.
    ///
    /// - Parameters:
    ///   - mine: What somebody made of `base`.
    ///   - theirs: What others made of it meanwhile.
    init(base: [DocumentValue], mine: [DocumentValue], theirs: [DocumentValue]) {
        let old = Self.byNumber(base)
        let ours = Self.byNumber(mine)
        let others = Self.byNumber(theirs)
        var conflicts: [String] = []
        var pools: [DocumentValue] = []
        // Their order, for it is in force; behind it what is new here.
        let numbers = theirs.compactMap(Self.number) + mine.compactMap(Self.number).filter { others[$0] == nil }
        let gone = base.compactMap(Self.number).filter { others[$0] == nil && ours[$0] == nil }
        for number in numbers where !gone.contains(number) {
            let choice = (old[number], ours[number], others[number])
            switch choice {
            case (_, let our, let other) where our == other: pools += our.map { [$0] } ?? []
            case (let old, let our, let other) where our == old: pools += other.map { [$0] } ?? []
            case (let old, let our, let other) where other == old: pools += our.map { [$0] } ?? []
            case (_, let our, _):
                conflicts.append(number)
                pools += our.map { [$0] } ?? []
            }
        }
        self.pools = pools
        self.conflicts = conflicts
    }

    private static func number(_ pool: DocumentValue) -> String? {
        pool.value(at: "number")?.text
    }

    private static func byNumber(_ pools: [DocumentValue]) -> [String: DocumentValue] {
        Dictionary(pools.compactMap { pool in Self.number(pool).map { ($0, pool) } }) { first, _ in first }
    }
}
