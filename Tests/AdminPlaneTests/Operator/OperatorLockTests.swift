import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Whoever locks rows of operators and tokens does so in one order, so that no two wait for each other.
@Suite(.lentDatabase) struct OperatorLockTests {
    enum Work: String, CaseIterable, Sendable {
        case changes, ends, endsTheSession, revokesTheToken
    }

    @Test(arguments: Work.allCases)
    func theAdminsWhoKeepItGovernableAreHeldFirst(_ work: Work) async throws {
        let bundle = try await AdminBundle()
        // Made first, so that bea comes first where rows are locked by their identity.
        let bea = try await bundle.makeOperator("bea")
        let anna = try await bundle.makeOperator("anna", role: .admin)
        let (beaID, annaID) = (try #require(UUID(uuidString: bea)), try #require(UUID(uuidString: anna)))
        let session = try await bundle.openSession(of: bea)
        let tokens = bundle.services.tokens
        let token = try await bundle.database.inFleet { transaction in
            try await tokens.create(
                for: beaID,
                name: "bea",
                role: .support,
                expiresAt: Date(timeIntervalSinceNow: 3600),
                from: AuditOrigin(),
                in: transaction
            )
        }
        let secret = try await bundle.openSessionSecret(of: anna)
        var headers = AdminBundle.browser(secret, csrfToken: SessionService.csrfToken(of: secret))
        headers[.ifMatch] = "*"
        let asAnna = headers

        let (request, isHeld) = try await bundle.database.pool.withTransaction { transaction in
            _ = try await transaction.query(
                "SELECT 1 FROM hookswitch.operator WHERE operator_id = \(beaID) FOR UPDATE"
            )
            let request = Task { () -> TestResponse in
                switch work {
                case .changes:
                    return try await bundle.send(
                        .patch,
                        "/api/v1/operators/\(bea)",
                        json: #"{"name":"b"}"#,
                        headers: asAnna
                    )
                case .ends: return try await bundle.send(.delete, "/api/v1/operators/\(bea)", headers: asAnna)
                case .endsTheSession:
                    return try await bundle.send(.delete, "/api/v1/sessions/\(session)", headers: asAnna)
                case .revokesTheToken:
                    return try await bundle.send(.delete, "/api/v1/tokens/\(token.id.uuidString)", headers: asAnna)
                }
            }
            // It waits for bea's row, and holds anna's by then.
            return (request, try await Self.isHeld(annaID, bundle))
        }
        let response = try await request.value

        #expect(isHeld)
        #expect(response.status.kind == .successful, "\(response.text)")
    }

    /// Whether somebody comes to hold an operator's row. It is looked for as long as a busy machine may need to get there.
    private static func isHeld(_ id: UUID, _ bundle: AdminBundle) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while .now < deadline {
            let free = try await bundle.database.pool.withTransaction { transaction in
                try await transaction.query(
                    "SELECT 1 FROM hookswitch.operator WHERE operator_id = \(id) FOR UPDATE SKIP LOCKED"
                )
            }
            if free.isEmpty { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    @Test func whatEndsWithAResetIsRecorded() async throws {
        let bundle = try await AdminBundle()
        let bea = try await bundle.makeOperator("bea", role: .admin)
        let beaID = try #require(UUID(uuidString: bea))
        let secret = try await bundle.openSessionSecret(of: bea)
        let tokens = bundle.services.tokens
        _ = try await bundle.database.inFleet { transaction in
            try await tokens.create(
                for: beaID,
                name: "bea",
                role: .admin,
                expiresAt: Date(timeIntervalSinceNow: 3600),
                from: AuditOrigin(),
                in: transaction
            )
        }
        let asBea = AdminBundle.browser(secret, csrfToken: SessionService.csrfToken(of: secret))
        let invited = try await bundle.send(
            .post,
            "/api/v1/operators",
            json: #"{"name":"m","role":"support"}"#,
            headers: asBea
        )
        #expect(invited.status == .created, "\(invited.text)")

        let reset = try await bundle.services.operators.reset(beaID, from: AuditOrigin(reason: "lost phone"))

        #expect(reset != nil)
        for action in ["operator.reset", "session.end", "token.revoke", "operator.uninvite"] {
            let records = try await bundle.send(.get, "/api/v1/audit?action=\(action)")
            #expect(try records.ids.count == 1, "\(action)")
            #expect(records.text.contains("lost phone"), "\(action)")
        }
    }
}
