import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite struct FeedReadersTests {
    private static let token = UUID(high: 1, low: 1)

    private static func reader(
        outcome: Outcome? = nil,
        waiting: Int = 4
    ) -> (FeedReaders.Reader, AsyncStream<FeedSignal>) {
        let (signals, continuation) = AsyncStream.makeStream(
            of: FeedSignal.self,
            bufferingPolicy: .bufferingOldest(waiting)
        )
        let reader = FeedReaders.Reader(
            actor: Operator(tokenID: Self.token, name: "liisa", role: .support, reach: .all),
            filter: FeedFilter(outcome: outcome),
            beganAt: .now,
            signals: continuation,
            progress: FeedProgress(at: .now),
            cut: {}
        )
        return (reader, signals)
    }

    private static func event(_ number: UInt64, outcome: Outcome = .routed) throws -> FeedEvent {
        let id = DecisionID(UUID(high: number, low: number))
        let json = """
            {"id":"\(id)","at":"2026-11-22T10:31:12.123Z","tenant":"acme","outcome":"routed","status":200,
             "caller":"withheld","duration_ms":1}
            """
        let view = try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))
        return FeedEvent(id: id, decision: view, tenantID: TenantID(UUID(high: 9, low: 9)), outcome: outcome)
    }

    @Test func aTokenAndAServerHaveOnlySoManyStreams() {
        var limits = FeedLimits()
        (limits.maximumCountPerToken, limits.maximumCount) = (2, 3)
        var readers = FeedReaders(limits: limits)

        let first = readers.add(Self.reader().0)
        _ = readers.add(Self.reader().0)

        #expect(!readers.admits(Self.token))
        #expect(readers.admits(UUID()))
        readers.remove(first, at: .now)
        #expect(readers.admits(Self.token))
    }

    @Test func aReaderWithoutRoomIsCutAndTheOthersAreTold() async throws {
        var readers = FeedReaders(limits: FeedLimits())
        // Kept, for a stream that nobody holds has ended, and is not slow.
        let (slow, unread) = Self.reader(waiting: 1)
        let (quick, signals) = Self.reader(waiting: 10)
        _ = readers.add(slow)
        _ = readers.add(quick)
        let events = try (1...3).map { try Self.event($0) }

        let cut = withExtendedLifetime(unread) { readers.tell(events, at: .now) }

        #expect(cut.count == 1)
        #expect(readers.readers.count == 1)
        quick.signals.finish()
        var told: [FeedSignal] = []
        for await signal in signals { told.append(signal) }
        #expect(told == events.map(FeedSignal.decision))
    }

    @Test func aReaderThatTakesNothingIsCut() {
        let limits = FeedLimits()
        var readers = FeedReaders(limits: limits)
        _ = readers.add(Self.reader().0)
        let start = ContinuousClock.now

        let early = readers.beat(at: start)
        let late = readers.beat(at: start + limits.patience + .seconds(1))

        #expect(early.isEmpty)
        #expect(late.count == 1)
    }

    @Test func whoComesBackIsToldWhatCameMeanwhileAsLongAsItIsKnown() throws {
        var limits = FeedLimits()
        limits.maximumRecentCount = 3
        var readers = FeedReaders(limits: limits)
        let events = try (1...4).map { try Self.event($0) }

        _ = readers.tell(events, at: .now)

        #expect(readers.events(after: events[2].id) == [events[3]])
        #expect(readers.events(after: events[3].id) == [])
        #expect(readers.events(after: events[0].id) == nil)
    }

    @Test func postgresIsAskedOnForAWhileAndThenNoMore() {
        let limits = FeedLimits()
        var readers = FeedReaders(limits: limits)
        let start = ContinuousClock.now
        let before = readers.goesIdle(at: start)
        let id = readers.add(Self.reader().0)
        let during = readers.goesIdle(at: start + .seconds(3600))
        readers.remove(id, at: start)
        let soon = readers.goesIdle(at: start + .seconds(1))
        let later = readers.goesIdle(at: start + limits.lingerDuration)

        #expect([before, during, soon, later] == [true, false, false, true])
    }
}
