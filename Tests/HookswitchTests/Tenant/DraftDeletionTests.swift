import Dynamics
import Foundation
import HookswitchTesting
import Testing

@testable import Hookswitch

/// A tenant with calls that this server has not shipped yet is no draft.
@Suite struct DraftDeletionTests {
    private static let document = """
        {"apiVersion":"hookswitch/v1","kind":"Tenant","slug":"acme","name":"Acme Oy","region":"FI",
         "dataverse":{"url":"https://acme.crm4.dynamics.com","tables":["contact"]},
         "entra":{"tenant":"6f0c3f0e-0000-4000-8000-000000000001","clientId":"91bd3f0e-0000-4000-8000-000000000002"},
         "webhook":{"authentication":"apiKey"},
         "pools":[{"number":"+35840675644","name":"Sales","otherwise":"default"}]}
        """

    @Test func callsInTheSpoolKeepATenant() async throws {
        try await SpoolShipperTests.Bundle.with { bundle in
            let database = Database(pool: bundle.pool)
            let actor = try await Operator.insertAdmin("liisa", in: database)
            var random = SystemRandomNumberGenerator()
            let tenants = TenantService(
                database: database,
                keyRing: KeyRing(random: &random),
                egress: EgressPolicy(),
                authorityHost: "login.microsoftonline.com",
                publicURL: nil,
                spool: bundle.spool
            )
            _ = try await tenants.apply(try tenants.read(Self.document), by: actor, dryRun: false)
            let tenantID = try #require(try await tenants.find("acme"))
            // Another tenant's calls are no matter.
            try bundle.write(2)
            let changes = try await tenants.delete("acme", if: .any, by: actor, dryRun: true)
            #expect(!changes.isEmpty)

            _ = bundle.lane.append(try SpoolFixture.record(tenant: tenantID))
            bundle.lane.flush()

            for dryRun in [true, false] {
                await #expect(throws: TenantError.notDraft) {
                    _ = try await tenants.delete("acme", if: .any, by: actor, dryRun: dryRun)
                }
            }
            #expect(try await tenants.find("acme") != nil)
        }
    }

    @Test func whatIsShippedIsNotHeldAgainstATenant() async throws {
        let tenant = TenantID(UUID(high: 1, low: 2))
        try await SpoolShipperTests.Bundle.with { bundle in
            let search = SpoolSearch(backlog: bundle.spool.backlog)
            try bundle.write(3)
            #expect(try await search.holdsUnshipped(of: tenant))
            #expect(try await !search.holdsUnshipped(of: TenantID(UUID(high: 3, low: 4))))

            try await bundle.shipAll()

            #expect(try await !search.holdsUnshipped(of: tenant))
        }
    }
}
