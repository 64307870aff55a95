import Foundation
import HookswitchTesting
import Logging
import Synchronization
import Testing

@testable import Hookswitch

/// Nothing that was shipped stays on the disk for long, and nothing that was set aside for ever.
@Suite struct SpoolAgeTests {
    /// A time that a test moves.
    private final class Time: Sendable {
        private let moment = Mutex(Moment.now())

        var now: Moment { self.moment.withLock { $0 } }

        func advance(by duration: Duration) {
            self.moment.withLock { $0 = $0.advanced(by: duration) }
        }
    }

    @Test func aSmallFileThatIsShippedGoesWithinMinutes() async throws {
        let time = Time()
        try await SpoolShipperTests.Bundle.with(now: { time.now }) { bundle in
            try bundle.write(3)
            try await bundle.shipAll()
            #expect(try SpoolFixture.entries(bundle.directory).count == 3)

            time.advance(by: SpoolLimits().maximumFileAge - .seconds(1))
            try await bundle.shipAll()
            #expect(try SpoolFixture.entries(bundle.directory).count == 3)
            time.advance(by: .seconds(1))
            try await bundle.shipAll()

            #expect(try SpoolFixture.entries(bundle.directory).isEmpty)
            // The lane goes on in another file.
            try bundle.write(2)
            try await bundle.shipAll()
            #expect(try await bundle.sequences(of: bundle.lane.writer) == [1, 2, 3, 4, 5])
        }
    }

    @Test func theShipperLooksAlsoWhereNobodyCalls() async throws {
        var limits = SpoolLimits()
        limits.lookInterval = .milliseconds(1)
        limits.maximumFileAge = .zero
        try await SpoolShipperTests.Bundle.with(limits: limits) { bundle in
            try bundle.write(1)

            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bundle.spool.run() }
                group.addTask { try await bundle.shipper.run() }
                while try !SpoolFixture.entries(bundle.directory).isEmpty { await Task.yield() }
                group.cancelAll()
            }

            #expect(try await bundle.sequences(of: bundle.lane.writer) == [1])
        }
    }

    /// Makes the file in the quarantine as old as that.
    private static func age(_ bundle: SpoolShipperTests.Bundle, by duration: Duration) throws {
        let writtenAt = Moment.now().advanced(by: .zero - duration).date
        for name in try bundle.filesAside() {
            let path = "\(bundle.directory)/corrupt/\(name)"
            try FileManager.default.setAttributes([.modificationDate: writtenAt], ofItemAtPath: path)
        }
    }

    @Test func whatWasSetAsideIsDeletedAfterItsTime() async throws {
        // It goes with the database's clock, which is asked.
        let lead = Mutex(Duration.zero)
        let log = RecordedLog()
        let lifetime = SpoolLimits().quarantineLifetime
        let now = { @Sendable in Moment.now().advanced(by: lead.withLock { $0 }) }
        try await SpoolShipperTests.Bundle.with(logger: log.logger, now: now) { bundle in
            _ = bundle.lane.append(try SpoolFixture.record(lookup: "{not JSON"))
            bundle.lane.flush()
            try await bundle.shipAll()
            #expect(try bundle.filesAside().count == 1)

            try Self.age(bundle, by: lifetime - .seconds(60))
            // It looks once an hour, and anew where a clock was set back.
            lead.withLock { $0 -= .seconds(20) }
            try await bundle.shipAll()
            #expect(try bundle.filesAside().count == 1)
            try Self.age(bundle, by: lifetime + .seconds(60))
            try await bundle.shipAll()
            #expect(try bundle.filesAside().count == 1)
            lead.withLock { $0 -= .seconds(20) }
            try await bundle.shipAll()

            #expect(try bundle.filesAside().isEmpty)
            #expect(log.messages(.notice).contains { $0.contains("corrupt/") })
        }
    }

    @Test func whileTheClocksAreApartNothingIsTooOld() async throws {
        let time = Time()
        let log = RecordedLog()
        let lead = SpoolLimits().quarantineLifetime + .seconds(3600)
        try await SpoolShipperTests.Bundle.with(logger: log.logger, now: { time.now }) { bundle in
            _ = bundle.lane.append(try SpoolFixture.record(lookup: "{not JSON"))
            bundle.lane.flush()
            try await bundle.shipAll()

            time.advance(by: lead)
            try await bundle.shipAll()
            #expect(try bundle.filesAside().count == 1)
            #expect(log.messages(.warning).contains { $0.contains("until the clocks agree") })

            // Once the clock is mended it is seen that the file is not old.
            time.advance(by: .zero - lead)
            try await bundle.shipAll()
            #expect(try bundle.filesAside().count == 1)
        }
    }

    @Test func aFileIsAsOldAsWhatIsInIt() {
        var ages = SegmentAges()
        let writer = UUID()
        let start = Moment(microseconds: 1_000_000_000)
        let position = { SpoolLanePosition(number: $0, byteCount: $1, sequence: 1) }

        #expect(ages.age(of: writer, at: position(1, 0), now: start) == .zero)
        #expect(ages.age(of: writer, at: position(1, 10), now: start.advanced(by: .seconds(60))) == .zero)
        #expect(ages.age(of: writer, at: position(1, 20), now: start.advanced(by: .seconds(90))) == .seconds(30))
        // A clock that was set back begins anew.
        #expect(ages.age(of: writer, at: position(1, 20), now: start) == .zero)
        #expect(ages.age(of: writer, at: position(2, 20), now: start.advanced(by: .seconds(90))) == .zero)
    }
}
