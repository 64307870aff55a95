import Foundation
import HookswitchTesting
import Testing

@testable import Hookswitch

@Suite struct SpoolCountingTests {
    private static let tenant = TenantID(UUID(high: 1, low: 2))
    private static let digest = [UInt8](repeating: 7, count: 16)

    @Test func theCallersDecisionsAreCountedByWhereTheyAre() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            try bundle.write(3)
            try await bundle.shipAll()
            try bundle.write(2)
            let search = SpoolSearch(backlog: bundle.spool.backlog)

            let found = try await search.count(of: Self.tenant, digests: [Self.digest])
            #expect(found.unshippedCount == 2)
            #expect(found.shippedCount == 3)
            // After a pass that failed nobody has forgotten what was shipped.
            await bundle.spool.backlog.forgetCursor(of: bundle.lane.writer)
            #expect(try await search.count(of: Self.tenant, digests: [Self.digest]) == found)
            #expect(try await search.count(of: Self.tenant, digests: [[1]]) == FoundCaller.Spool())
            let other = TenantID(UUID(high: 3, low: 4))
            #expect(try await search.count(of: other, digests: [Self.digest]) == FoundCaller.Spool())
        }
    }

    @Test func whatWasSetAsideIsCountedAsFarAsItCanBeRead() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            for _ in 0..<2 { _ = bundle.lane.append(try SpoolFixture.record(lookup: "{not JSON")) }
            bundle.lane.flush()
            try await bundle.shipAll()
            let strange = bundle.directory + "/corrupt/strange"
            #expect(FileManager.default.createFile(atPath: strange, contents: Data([1, 2, 3])))

            let found = try await SpoolSearch(backlog: bundle.spool.backlog)
                .count(of: Self.tenant, digests: [Self.digest])

            #expect(found.setAsideCount == 2)
            #expect(found.unreadableFileCount == 1)
        }
    }
}
