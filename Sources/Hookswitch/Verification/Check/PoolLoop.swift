import Routing

/// A circle of pools, each of which may send its calls to the next, and the last to the first.
enum PoolLoop {
    /// A circle, if there is one; of several any one.
    ///
    /// Enreach forbids a pool's own number as its target (`reference/domain.md` E13); a longer circle is as endless if each
    /// of its queues asks Hookswitch, which nobody but Enreach knows.
    static func first(in pools: [Pool]) -> [PhoneNumber]? {
        let numbers = Set(pools.map(\.number))
        var targets: [PhoneNumber: Set<PhoneNumber>] = [:]
        for pool in pools { targets[pool.number, default: []].formUnion(self.targets(of: pool).intersection(numbers)) }

        // Pools that lead to no pool are in no circle, nor are then those that lead only to such.
        var sources: [PhoneNumber: [PhoneNumber]] = [:]
        for (number, next) in targets { for target in next { sources[target, default: []].append(number) } }
        var counts = targets.mapValues(\.count)
        var ends = counts.filter { $0.value == 0 }.map(\.key)
        while let end = ends.popLast() {
            counts[end] = nil
            for source in sources[end] ?? [] {
                guard let count = counts[source] else { continue }
                counts[source] = count - 1
                if count == 1 { ends.append(source) }
            }
        }

        // From each that is left one leads to another that is left: walking on must come back.
        guard var here = counts.keys.min(by: { $0.e164 < $1.e164 }) else { return nil }
        var way: [PhoneNumber] = []
        var places: [PhoneNumber: Int] = [:]
        while places[here] == nil {
            places[here] = way.count
            way.append(here)
            let next = (targets[here] ?? []).filter { counts[$0] != nil }.min { $0.e164 < $1.e164 }
            guard let next else { return nil }
            here = next
        }
        return places[here].map { Array(way[$0...]) }
    }

    private static func targets(of pool: Pool) -> Set<PhoneNumber> {
        var targets = Set(pool.rules.map(\.target))
        if case .target(let target) = pool.otherwise { targets.insert(target) }
        return targets
    }
}
