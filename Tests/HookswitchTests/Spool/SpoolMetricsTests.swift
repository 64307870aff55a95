import Foundation
import HookswitchTesting
import Telemetry
import Testing
@testable import Hookswitch

@Suite struct SpoolMetricsTests {
    @Test func refusedDecisionsAreNotCountedAsShipped() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            let metrics = MetricRegistry()
            metrics.describe(bundle.spool)
            try bundle.write(4)
            _ = bundle.lane.append(try SpoolFixture.record(callID: "a\0b"))
            bundle.lane.flush()

            try await bundle.shipAll()

            let page = metrics.render()
            for sample in [
                "hookswitch_decisions_spooled_total 5", "hookswitch_decisions_shipped_total 4",
                "hookswitch_decision_buffer_entries 0", "hookswitch_decision_buffer_age_seconds 0",
                #"hookswitch_spool_set_aside_total{reason="refused"} 1"#,
                #"hookswitch_spool_set_aside_total{reason="unreadable"} 0"#,
                #"hookswitch_spool_set_aside_total{reason="torn"} 0"#,
                #"hookswitch_spool_set_aside_total{reason="corrupt"} 0"#,
                "hookswitch_spool_discarded_total 0", "hookswitch_decisions_destroyed_total 0",
            ] {
                #expect(page.contains("\n\(sample)\n"), "\(sample) is missing")
            }
        }
    }

    @Test func shippedDecisionsNeverGrowFewerWhileOthersAreLost() async throws {
        var limits = SpoolLimits()
        limits.maximumByteCount = 3000
        try await SpoolShipperTests.Bundle.with(limits: limits) { bundle in
            var shipped: [Int] = []

            for _ in 0..<10 {
                for _ in 0..<20 { try bundle.write(1) }
                shipped.append(bundle.spool.statistics.shippedCount)
                try await bundle.shipAll()
                shipped.append(bundle.spool.statistics.shippedCount)
            }

            #expect(shipped == shipped.sorted())
            #expect(bundle.spool.statistics.lostCount > 0)
            #expect(try await bundle.count("decision") == Int64(bundle.spool.statistics.shippedCount))
        }
    }

    @Test func theAgeOfTheBufferIsThatOfItsOldestDecision() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let spool = try SpoolFixture.open(directory)
            let metrics = MetricRegistry()
            metrics.describe(spool)
            let hourAgo = Moment(microseconds: Moment.now().microseconds - 3_600_000_000)

            _ = spool.lane(0).append(try SpoolFixture.record(at: hourAgo))
            _ = spool.lane(0).append(try SpoolFixture.record())
            spool.lane(0).flush()

            let match = metrics.render().firstMatch(of: /\nhookswitch_decision_buffer_age_seconds ([0-9.]+)/)
            let age = try #require(match.flatMap { Double($0.output.1) })
            #expect((3600..<3700).contains(age))
        }
    }
}
