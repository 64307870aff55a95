import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct LookBackTests {
    private static let now = Moment(microseconds: 1_795_340_000_000_000)

    @Test(arguments: [("90s", Int64(90)), ("15m", 900), ("2h", 7200), ("7d", 604_800), ("1w", 604_800), ("0s", 0)])
    func aDurationIsSoLongAgo(text: String, seconds: Int64) {
        #expect(
            LookBack(parsing: text)?.moment(now: Self.now).microseconds
                == Self.now.microseconds - seconds * 1_000_000
        )
    }

    @Test(arguments: ["", "h", "2", "-2h", "2 h", "2y", "1.5h", "99999999999999999999d", "801d", "٣h", "yesterday"])
    func anythingElseIsNone(text: String) {
        #expect(LookBack(parsing: text) == nil)
    }

    @Test func aTimeIsItself() {
        #expect(LookBack(parsing: "2026-11-22T09:30:00Z")?.moment().rfc3339 == "2026-11-22T09:30:00.000Z")
        #expect(LookBack.milliseconds("800ms") == 800)
        #expect(LookBack.milliseconds("1s") == 1000)
        #expect(LookBack.milliseconds("s") == nil)
    }

    @Test func aTailPrintsEachDecisionOnceAndEndsAfterAsManyAsWanted() {
        var tail = TailProgress(wanted: 2, maximumKnownCount: 4)

        let isNew = [tail.note("a"), tail.note("a")]
        #expect(!tail.isDone)
        let isLastNew = tail.note("b")

        #expect(isNew == [true, false])
        #expect(isLastNew)
        #expect(tail.isDone)
        #expect(tail.lastID == "b")
    }
}
