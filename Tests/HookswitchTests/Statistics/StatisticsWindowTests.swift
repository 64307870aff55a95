import Testing

@testable import Hookswitch

@Suite struct StatisticsWindowTests {
    private static let hour: Int64 = 3_600_000_000
    private static let now = Moment(microseconds: 1_795_340_000_123_456)

    @Test(arguments: [(StatisticsInterval.fiveMinutes, Int64(12)), (.hour, 24), (.day, 31)])
    func withoutAnythingSaidItIsTheTimeUpToNow(interval: StatisticsInterval, count: Int64) throws {
        let window = try StatisticsWindow(interval: interval, since: nil, until: nil, now: Self.now)

        #expect(window.until.microseconds - window.since.microseconds == count * interval.seconds * 1_000_000)
        #expect(window.until >= Self.now)
        #expect(window.until.microseconds % (interval.seconds * 1_000_000) == 0)
    }

    @Test func itIsWidenedToWholeBuckets() throws {
        let since = Moment(microseconds: 5 * Self.hour + 1)
        let until = Moment(microseconds: 6 * Self.hour + 1)

        let window = try StatisticsWindow(interval: .hour, since: since, until: until, now: Self.now)

        #expect(window.since.microseconds == 5 * Self.hour)
        #expect(window.until.microseconds == 7 * Self.hour)
    }

    @Test func itHasBoundedBuckets() throws {
        let until = Moment(microseconds: 1000 * Self.hour)
        let most = Moment(microseconds: (1000 - StatisticsWindow.maximumBucketCount) * Self.hour)
        let more = Moment(microseconds: most.microseconds - 1)

        #expect(throws: Never.self) {
            _ = try StatisticsWindow(interval: .hour, since: most, until: until, now: Self.now)
        }
        #expect(throws: StatisticsWindow.Refusal.tooManyBuckets) {
            _ = try StatisticsWindow(interval: .hour, since: more, until: until, now: Self.now)
        }
    }

    @Test(arguments: StatisticsInterval.allCases, [Int64.min, -1, 0, 1, Int64.max])
    func noMomentTraps(interval: StatisticsInterval, microseconds: Int64) {
        for other in [Int64.min, 0, Int64.max] {
            _ = try? StatisticsWindow(
                interval: interval,
                since: Moment(microseconds: microseconds),
                until: Moment(microseconds: other),
                now: Self.now
            )
            let until = Moment(microseconds: microseconds)
            _ = try? StatisticsWindow(interval: interval, since: nil, until: until, now: Self.now)
        }
    }

    @Test func whatEndsBeforeItBeginsIsRefused() {
        #expect(throws: StatisticsWindow.Refusal.empty) {
            _ = try StatisticsWindow(
                interval: .hour,
                since: Moment(microseconds: 2 * Self.hour),
                until: Moment(microseconds: Self.hour),
                now: Self.now
            )
        }
    }
}
