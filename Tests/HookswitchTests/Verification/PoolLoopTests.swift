import Routing
import Testing

@testable import Hookswitch

@Suite struct PoolLoopTests {
    @Test(arguments: [
        (["1>2", "2>3", "3>1"], ["1", "2", "3"]),
        // A way that leads into a circle is not part of it.
        (["1>2", "2>3", "3>2"], ["2", "3"]),
        (["1>1"], ["1"]),
    ])
    func circleIsFound(edges: [String], circle: [String]) throws {
        let loop = try PoolLoop.first(in: Self.pools(edges))

        #expect(loop?.map(\.e164) == circle.map(Self.number))
    }

    @Test(arguments: [[], ["1>9"], ["1>2", "2>9"], ["1>3", "2>3", "3>9"]])
    func waysThatEndAreNone(edges: [String]) throws {
        #expect(try PoolLoop.first(in: Self.pools(edges)) == nil)
    }

    @Test func longChainIsWalkedOnce() throws {
        let pools = try (0..<1000).map { index in
            let target = try PhoneNumber(parsing: "+3584\(10_000 + (index + 1) % 1000)")
            return Pool(
                number: try PhoneNumber(parsing: "+3584\(10_000 + index)"),
                name: "pool",
                rules: [],
                otherwise: .target(target)
            )
        }

        #expect(PoolLoop.first(in: pools)?.count == 1000)
        #expect(PoolLoop.first(in: Array(pools.dropLast())) == nil)
    }

    private static func number(_ digit: some StringProtocol) -> String { "+35840000000\(digit)" }

    private static func pools(_ edges: [String]) throws -> [Pool] {
        try edges.map { edge in
            let ends = edge.split(separator: ">")
            return try VerificationWorld.pool(Self.number(ends[0]), to: Self.number(ends[1]))
        }
    }
}
