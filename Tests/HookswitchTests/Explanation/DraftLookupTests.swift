import Dynamics
import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// Drafts by which Microsoft is asked: where, how often, and with what.
@Suite struct DraftLookupTests {
    /// In the accounts of the simulator's customer, and nowhere else.
    private static let account = "+358942451101"

    @Test func aDraftWithAnotherTableFindsTheCallerThere() async throws {
        try await DraftWorld.run { world in
            let applied = try await world.explainApplied(from: Self.account)
            let drafted = try await world.explain(
                try world.document(tables: #"["contact", "account"]"#, target: "+35853445660"),
                from: Self.account
            )
            let after = try await world.explainApplied(from: Self.account)

            #expect(applied.outcome == "no_match")
            #expect(drafted.outcome == "routed", "\(drafted)")
            #expect(drafted.target == "+35853445660")
            #expect(drafted.trace.caller == "known:account")
            #expect(drafted.trace.lookup?.source == .crm)
            #expect(drafted.trace.lookup?.match?.table == "account")
            // Calls go as before: what the draft found is remembered nowhere.
            #expect(after.outcome == "no_match")
        }
    }

    @Test func manyCasesWithOtherTablesTakeOneTokenAtMost() async throws {
        try await DraftWorld.run { world in
            let draft = try world.document(tables: #"["account"]"#)

            for digit in 0..<5 { _ = try await world.explain(draft, from: "+35894245110\(digit)") }
            let ofDrafts = world.simulator.requests(.tokens).count
            _ = try await world.explainApplied(from: "+35850454564")

            #expect(world.simulator.requests(.data).count == 6)
            #expect(ofDrafts == 1)
            #expect(world.simulator.requests(.tokens).count == 1, "calls and drafts have one token")
        }
    }

    @Test func aDraftOfAnotherPlaceIsRefusedAndNobodyIsAsked() async throws {
        try await DraftWorld.run { world in
            let elsewhere = try world.document(url: "https://evil.crm4.dynamics.com")

            let refusal = await #expect(throws: DocumentRefusal.self) {
                try await world.explain(elsewhere, from: Self.account)
            }
            let byFixture = try await world.explain(elsewhere, from: Self.account, .fixture(CallerFixture()))

            #expect(refusal?.issues.map(\.code) == ["draft_elsewhere"])
            #expect(byFixture.outcome == "no_match")
            #expect(world.simulator.requests().isEmpty)
        }
    }

    /// Were the check of the places forgotten, the secret would not open: it is sealed for its place.
    @Test func theSealedSecretDoesNotOpenForAnotherPlaceAndThatIsSaid() async throws {
        try await DraftWorld.run { world in
            let elsewhere = try world.document(url: "https://evil.crm4.dynamics.com")
            let row = try await world.database.inFleet { transaction in
                try await transaction.query(SnapshotRow.query).first.map { try SnapshotRow($0) }
            }

            let tenant = try world.assembly.assemble(try #require(row), as: elsewhere.with(nil), previous: nil)

            guard case .closed(let failure, let reason) = tenant.directory.access else {
                Issue.record("the secret opened for another place")
                return
            }
            #expect(failure == .authentication)
            #expect(reason.contains("does not open"))
            #expect(!reason.contains(VerificationWorld.secret))
        }
    }

    @Test func whatIsWrongWithTheStoredDocumentIsNotTheDraftsFault() async throws {
        try await DraftWorld.run { world in
            try await world.database.pool.withConnection { connection in
                try await connection.execute(
                    "UPDATE hookswitch.tenant SET document = jsonb_set(document, '{future}', '\"x\"')"
                )
            }
            let draft = try world.document()

            await #expect(throws: UnreadableTenant.self) { try await world.explain(draft, from: Self.account) }
            let byFixture = try await world.explain(draft, from: Self.account, .fixture(CallerFixture()))

            #expect(byFixture.outcome == "no_match")
            #expect(world.simulator.requests().isEmpty)
        }
    }
}
