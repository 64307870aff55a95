import Foundation
import Postgres
import Routing
import Testing

@testable import Hookswitch

@Suite struct LostRoleTests {
    private static let admin: [String: StubIssuer.ClaimText] = ["roles": .text("Hooks.Admin")]

    private static func recordCount(_ bundle: SignInBundle) async throws -> Int64 {
        try await bundle.database.pool.withTransaction { transaction in
            let rows = try await transaction.query(
                "SELECT count(*) AS count FROM hookswitch.audit_record WHERE action = 'operator.role_lost'"
            )
            return try #require(rows.first).decode("count", as: Int64.self)
        }
    }

    @Test func whoTriesAgainAndAgainLeavesOneRecordOfWhatIsLeft() async throws {
        try await SignInBundle.run(roles: [try ClaimedRole(parsing: "Hooks.Admin=admin")]) { bundle in
            guard case .session(let session, _) = try await bundle.complete(claims: Self.admin) else {
                Issue.record("no session")
                return
            }
            let anna = try #require(
                try await bundle.operators.sessions.authenticate(session.secret.reveal())
            )
            // A token for a machine: it goes on without her.
            _ = try await bundle.operators.tokens.create(APITokenOrder(name: "ci", role: .support), by: anna)

            for _ in 0..<3 {
                await #expect(throws: SignInFailure.roleMissing) { try await bundle.complete() }
            }
            let first = try await Self.recordCount(bundle)
            // With the role she comes back, and loses it once more.
            _ = try await bundle.complete(claims: Self.admin)
            for _ in 0..<2 {
                await #expect(throws: SignInFailure.roleMissing) { try await bundle.complete() }
            }

            #expect(first == 1)
            #expect(try await Self.recordCount(bundle) == 2)
        }
    }
}
