import Foundation
import HookswitchTesting
import Testing

@testable import Hookswitch

@Suite struct SpoolCountingTests {
    @Test func onlyTheCallersUnshippedDecisionsAreCounted() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            let tenant = TenantID(UUID(high: 1, low: 2))
            let digest = [UInt8](repeating: 7, count: 16)
            try bundle.write(3)
            try await bundle.shipAll()
            try bundle.write(2)

            let backlog = bundle.spool.backlog
            #expect(try await backlog.count(of: tenant, digests: [digest]) == 2)
            #expect(try await backlog.count(of: tenant, digests: [[1]]) == 0)
            #expect(try await backlog.count(of: TenantID(UUID(high: 3, low: 4)), digests: [digest]) == 0)
        }
    }
}
