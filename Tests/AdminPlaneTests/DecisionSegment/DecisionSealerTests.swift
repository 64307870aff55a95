import Foundation
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Synchronization
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Sealing that is killed, done twice at once, or lied to.
@Suite(.lentDatabase) struct DecisionSealerTests {
    private static func make(_ slugs: [String], in bundle: AdminBundle) async throws {
        for slug in slugs {
            try await bundle.apply(slug)
            let scope = try await bundle.scope(of: slug)
            for daysAgo in [Int32(4), 3, 2] { try await bundle.shipDay(daysAgo, count: 9, of: scope) }
        }
    }

    private static func expectWhole(_ slugs: [String], _ bundle: AdminBundle) async throws {
        for slug in slugs {
            let verdict = bundle.verifySegments(try await bundle.segments(of: slug))
            #expect(verdict.isIntact, "\(slug): \(verdict.faults)")
            #expect(verdict.tenants.map(\.segmentCount) == [3], "\(slug)")
            #expect(verdict.tenants.map(\.decisionCount) == [27], "\(slug)")
        }
    }

    @Test(arguments: SealingStep.allCases, [false, true])
    func killedAnywhereItIsDoneOnce(_ step: SealingStep, _ isCommitted: Bool) async throws {
        let bundle = try await AdminBundle()
        try await Self.make(["acme", "beta"], in: bundle)
        let dying = try bundle.sealer { if $0 == step, $1 == isCommitted { throw Killed() } }

        // Late in a month it takes some rounds to come to the days that have decisions.
        await #expect(throws: Killed.self) { for _ in 0..<100 { _ = try await dying.runOnce() } }
        try await bundle.sealAll()

        try await Self.expectWhole(["acme", "beta"], bundle)
    }

    @Test func aDatabaseWhoseClockIsYearsAheadClosesAndDropsNothing() async throws {
        let bundle = try await AdminBundle()
        try await Self.make(["acme"], in: bundle)
        func work(_ difference: Duration) throws -> RecurringWork {
            RecurringWork.sealing(
                try bundle.sealer(),
                heads: SealedHeadRecord(database: bundle.database),
                retention: try DecisionRetention(
                    database: bundle.database,
                    keyRing: bundle.keyRing,
                    days: 1,
                    logger: bundle.log.logger
                ),
                clocks: ClockAgreement(database: bundle.database) { .now().advanced(by: .zero - difference) },
                status: SealingStatus(),
                logger: bundle.log.logger
            )
        }
        func closedDayCount() async throws -> Int64? {
            try await bundle.database.inFleet { transaction in
                try await transaction.query("SELECT count(*) AS count FROM hookswitch.decision_day")
                    .first?.decode("count", as: Int64.self)
            }
        }

        await #expect(throws: ClockAgreement.Apart.self) {
            _ = try await work(.seconds(2 * 365 * 86_400)).runOnce()
        }
        #expect(try await closedDayCount() == 0)
        _ = try await work(.seconds(2)).runOnce()
        #expect(try await closedDayCount() ?? 0 > 0)
    }

    @Test func severalServersSealOnce() async throws {
        let bundle = try await AdminBundle()
        let slugs = ["acme", "beta", "globex", "initech", "umbrella"]
        try await Self.make(slugs, in: bundle)
        let sealed = Mutex(0)

        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                let sealer = try bundle.sealer()
                group.addTask {
                    var count = 0
                    for _ in 0..<20 { count += try await sealer.runOnce().sealedCount }
                    return count
                }
            }
            for try await count in group { sealed.withLock { $0 += count } }
        }
        try await bundle.sealAll()

        #expect(sealed.withLock { $0 } == slugs.count * 3)
        try await Self.expectWhole(slugs, bundle)
    }

    @Test func oneRoundDoesNoMoreThanItsLimit() async throws {
        let bundle = try await AdminBundle()
        try await Self.make(["acme"], in: bundle)
        var limits = SealingLimits.ofTests
        limits.pagesPerRound = 1
        limits.segmentsPerRound = 0
        let enrolling = try bundle.sealer(limits: limits)
        limits.pagesPerRound = 1000
        let enrollingAll = try bundle.sealer(limits: limits)
        limits.segmentsPerRound = 1
        let sealing = try bundle.sealer(limits: limits)

        let first = try await enrolling.runOnce()
        let rest = try await enrollingAll.runOnce()
        var rounds: [SealingProgress] = []
        for _ in 0..<3 { rounds.append(try await sealing.runOnce()) }

        #expect(!first.isCaughtUp, "one page is not all days of months")
        #expect(first.sealedCount == 0)
        #expect(rest.sealedCount == 0)
        #expect(!rest.isCaughtUp, "three segments are left")
        #expect(rounds.map(\.sealedCount) == [1, 1, 1])
        #expect(rounds.map(\.isCaughtUp) == [false, false, true])
        #expect(try await sealing.runOnce().sealedCount == 0)
        try await Self.expectWhole(["acme"], bundle)
    }

    @Test func nothingFollowsASegmentThatSomebodyChanged() async throws {
        let bundle = try await AdminBundle()
        try await Self.make(["acme", "beta"], in: bundle)
        try await bundle.sealAll()
        let acme = try await bundle.scope(of: "acme")
        let beta = try await bundle.scope(of: "beta")
        let forged = "UPDATE hookswitch.decision_segment SET decision_count = 8 WHERE number = 3"
        try await bundle.script("\(forged) AND tenant_id = '\(acme.tenantID.uuid)'")
        try await bundle.shipDay(3, count: 1, of: acme)
        try await bundle.shipDay(3, count: 1, of: beta)

        try await bundle.sealAll()

        #expect(bundle.verifySegments(try await bundle.segments(of: "acme")).faults.map(\.segment) == [3])
        let other = bundle.verifySegments(try await bundle.segments(of: "beta"))
        #expect(other.isIntact)
        #expect(other.tenants.map(\.segmentCount) == [4])
        #expect(try await bundle.sealer().runOnce().unsealedDayCount == 1)
    }

    @Test func segmentsThatAnOlderKeySignedAreGoneOnWith() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.shipDay(3, count: 2, of: scope)
        try await bundle.sealAll()
        var random = SystemRandomNumberGenerator()
        let newer = KeyRing(random: &random)
        let both = KeyRing(keys: newer.keys + bundle.keyRing.keys)
        try await bundle.shipDay(3, count: 2, of: scope)

        // Also a ring that has lost the key goes on behind it; who verifies needs that key.
        try await bundle.sealAll(with: try bundle.sealer(keyRing: newer))
        try await bundle.shipDay(3, count: 2, of: scope)
        try await bundle.sealAll(with: try bundle.sealer(keyRing: both))

        let keys = try both.keys.map { try AuditSigningKey(derivedFrom: $0).publicKey }
        var verification = SegmentVerification(publicKeys: keys)
        for line in try await bundle.segments(of: "acme").split(separator: "\n") { verification.read(String(line)) }
        #expect(verification.verdict().isIntact, "\(verification.verdict().faults)")
        #expect(verification.verdict().tenants.map(\.segmentCount) == [3])
        let newerKeys = try newer.keys.map { try AuditSigningKey(derivedFrom: $0).publicKey }
        var without = SegmentVerification(publicKeys: newerKeys)
        for line in try await bundle.segments(of: "acme").split(separator: "\n") { without.read(String(line)) }
        #expect(without.verdict().faults.map(\.kind) == [.unknownKey])
        #expect(without.verdict().faults.map(\.segment) == [1])
        #expect(try await bundle.count("SELECT count(*) AS count FROM hookswitch.decision_break") == 0)
    }
}
