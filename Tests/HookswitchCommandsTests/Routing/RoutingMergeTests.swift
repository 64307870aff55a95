import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct RoutingMergeTests {
    private static func pools(_ text: String) -> [DocumentValue] {
        text.split(separator: " ").map { pool in
            let parts = pool.split(separator: ":").map(String.init)
            return .members(["number": .text(parts[0]), "name": .text(parts[1])])
        }
    }

    @Test(
        arguments: [
            // base, mine, theirs, merged, conflicts
            ["1:a 2:b", "1:x 2:b", "1:a 2:y", "1:x 2:y", ""],
            ["1:a", "1:a 3:c", "2:b 1:a", "2:b 1:a 3:c", ""],
            ["1:a 2:b", "1:a", "1:y 2:b", "1:y", ""],
            ["1:a 2:b", "1:x 2:b", "1:a", "1:x", ""],
            ["1:a 2:b", "1:a", "1:a", "1:a", ""],
            ["1:a", "1:x", "1:x", "1:x", ""],
            ["1:a", "1:x", "1:y", "1:x", "1"],
            ["1:a 2:b", "1:a", "1:a 2:y", "1:a", "2"],
            ["1:a 2:b", "1:a 2:x", "1:a", "1:a 2:x", "2"],
            ["1:a", "1:a 2:x", "1:a 2:y", "1:a 2:x", "2"],
        ]
    )
    func eachPoolTakesTheChangeThatThereIs(_ texts: [String]) {
        let merge = RoutingMerge(
            base: Self.pools(texts[0]),
            mine: Self.pools(texts[1]),
            theirs: Self.pools(texts[2])
        )

        #expect(merge.pools == Self.pools(texts[3]))
        #expect(merge.conflicts == texts[4].split(separator: " ").map(String.init))
    }
}
