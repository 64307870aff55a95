import Foundation
import HookswitchTesting
import Testing
@testable import Hookswitch

@Suite(.serialized) struct SpoolThroughputTests {
    /// Tells what it measured and asserts only what no machine misses; the figures are for the release build.
    @Test func aHundredThousandRecordsAreWrittenAndShippedOnceEach() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            let count = 100_000
            let record = try SpoolFixture.record()
            let clock = ContinuousClock()

            let append = clock.measure {
                for index in 1...count {
                    _ = bundle.lane.append(record)
                    // As many calls as one turn of a busy event loop answers.
                    if index % 8 == 0 { bundle.lane.flush() }
                }
                bundle.lane.flush()
            }
            let byteCount = bundle.spool.statistics.byteCount
            let ship = try await clock.measure { try await bundle.shipAll() }

            #expect(try await bundle.count("decision") == Int64(count))
            #expect(bundle.spool.statistics.depth == 0)
            let report = """
                spool: \(byteCount / count) bytes a record, \(append / count) a record to append and flush by eights, \
                \(Int(Double(count) / (ship / .seconds(1)))) records/s shipped
                """
            try FileHandle.standardError.write(contentsOf: Data((report + "\n").utf8))
        }
    }
}
