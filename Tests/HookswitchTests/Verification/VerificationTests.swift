import DynamicsSimulator
import Foundation
import Routing
import Testing

@testable import Hookswitch

/// A verification as a whole: its steps, their order, and what is left out when something failed.
@Suite(.serialized) struct VerificationTests {
    @Test func tenantThatIsAsItShouldBePasses() async throws {
        let result = try await VerificationWorld().verify()

        let odd = result.probes.filter { $0.status != .ok }
        #expect(odd.isEmpty, "\(odd)")
        #expect(result.passed)
        #expect(
            result.probes.map(\.id) == [
                "dynamics_name", "dynamics_tls", "token", "who_am_i", "read_contact", "columns_contact", "read_account",
                "columns_account", "sample_lookup", "credential_expiry", "webhook_keys", "tenant_status", "pools",
                "pool_loops", "pool_duplicates", "public_url",
            ]
        )
        #expect(result.probes.allSatisfy { $0.hint == nil && $0.remedy.isEmpty })
    }

    @Test func whatNeedsAFailedStepIsNotTried() async throws {
        var world = try VerificationWorld()
        world.storedSecret = "another-secret-altogether"

        let result = try await world.verify()

        let skipped = result.probes.filter { $0.status == .skipped }
        #expect(
            skipped.map(\.id) == [
                "who_am_i", "read_contact", "columns_contact", "read_account", "columns_account", "sample_lookup",
            ]
        )
        #expect(skipped.first?.finding == "not tried, because token failed")
        #expect(skipped.dropFirst().allSatisfy { $0.finding.contains("was not tried") })
        #expect(skipped.allSatisfy { $0.called == nil && $0.answered == nil })
        #expect(!result.passed)
    }

    @Test func secretThatIsAnIDIsNotShownToEntra() async throws {
        var world = try VerificationWorld()
        world.storedSecret = "0f1e2d3c-4b5a-4678-8899-aabbccddeeff"

        _ = try await world.verify { simulator in
            #expect(!simulator.requests().contains { $0.kind == .token })
        }
    }

    @Test func remediesNameTheTenantsOwnIDs() async throws {
        var world = try VerificationWorld()
        world.storedSecret = "another-secret-altogether"

        let result = try await world.verify()

        let token = try #require(result.probes.first { $0.id == "token" })
        let login = "$ az login --tenant \(VerificationWorld.directory) --allow-no-subscriptions"
        let reset = "$ az ad app credential reset --id \(VerificationWorld.client) --append"
        #expect(token.remedy.contains(login))
        #expect(token.remedy.contains { $0.hasPrefix(reset) }, "without --append it would delete the other secrets")
        #expect(token.remedy.contains { $0.hasPrefix("PS> Add-MgApplicationPassword") })
        #expect(token.answered == "HTTP 401 invalid_client")
    }

    @Test func withoutASampleTheLookupIsLeftOut() async throws {
        var world = try VerificationWorld()
        world.sample = nil

        let result = try await world.verify()

        #expect(result.probes.first { $0.id == "sample_lookup" }?.status == .skipped)
        #expect(result.passed)
    }

    @Test func dateThatIsOverFailsWhereEntraTakesNothing() {
        let past = Date(timeIntervalSince1970: 0)
        let statuses = [true, false, nil].map { wasTaken in
            let subject = Self.subject(expiresAt: past)
            return CredentialExpiryCheck(subject: subject, now: VerificationWorld.today, wasTaken: wasTaken).finding
                .status
        }

        #expect(statuses == [.warning, .failed, .failed])
    }

    private static func subject(expiresAt: Date?) -> VerificationSubject {
        VerificationSubject(
            slug: "acme",
            status: .active,
            dataverseURL: "https://acme.crm4.dynamics.com",
            tables: [.contact],
            authorityURL: "https://login.microsoftonline.com",
            entraTenant: VerificationWorld.directory,
            clientID: VerificationWorld.client,
            hasCredential: true,
            expiresAt: expiresAt,
            authentication: .apiKey,
            liveKeyCount: 1,
            pools: [],
            numbersOfOthers: [],
            publicURL: .calls,
            endpointPath: "/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"
        )
    }
}
