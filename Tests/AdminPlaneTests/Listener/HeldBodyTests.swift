import Foundation
import HookswitchTesting
import NIOCore
import Postgres
import Routing
import Synchronization
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Whoever loses a right between a request's head, which is let in, and its body, writes nothing with it.
@Suite(.lentDatabase) struct HeldBodyTests {
    /// How a right ends while the body is on its way.
    enum End: String, CaseIterable, Sendable {
        case operatorEnded, tokenRevoked, tokenExpired, roleLost

        /// What the answer's status is.
        var status: String { self == .roleLost ? "403" : "401" }
    }

    /// What makes something that lasts.
    enum Write: String, CaseIterable, Sendable {
        case operators, tokens, webhookKeys, apply

        var path: String {
            switch self {
            case .operators: "/api/v1/operators"
            case .tokens: "/api/v1/tokens"
            case .webhookKeys: "/api/v1/tenants/acme/webhook-keys"
            case .apply: "/api/v1/tenants/apply"
            }
        }

        var body: String {
            switch self {
            case .operators, .tokens: #"{"name":"back door","role":"read_only"}"#
            case .webhookKeys: "{}"
            case .apply: SampleDocument.apply(SampleDocument.json(slug: "acme", name: "back door"))
            }
        }
    }

    /// Somebody who may write, and what ends their right as another server would: past what this one remembers.
    private func makeBearer(_ end: End, _ bundle: AdminBundle) async throws -> (token: String, end: String) {
        switch end {
        case .operatorEnded, .roleLost:
            let anna = try await bundle.makeOperator("anna", role: .admin)
            let token = try await bundle.services.tokens.create(
                for: try #require(UUID(uuidString: anna)),
                name: "anna",
                role: .admin,
                expiresAt: Date(timeIntervalSinceNow: 3600),
                from: AuditOrigin()
            )
            let change = end == .roleLost ? "role = 'support'" : "ended_at = now()"
            return (token.value.reveal(), "UPDATE hookswitch.operator SET \(change) WHERE name = 'anna'")
        case .tokenRevoked, .tokenExpired:
            let token = try await bundle.services.tokens.create(name: "ci", role: .admin, expiresAt: nil)
            let change = end == .tokenRevoked ? "revoked_at = now()" : "expires_at = now() - interval '1 second'"
            return (token.value.reveal(), "UPDATE hookswitch.api_token SET \(change) WHERE name = 'ci'")
        }
    }

    /// What there is of what lasts; the records of the audit are among it.
    private func rows(_ bundle: AdminBundle) async throws -> [String] {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT 'token ' || name AS line FROM hookswitch.api_token
                UNION ALL SELECT 'operator ' || name FROM hookswitch.operator
                UNION ALL SELECT 'key ' || webhook_key_id::text FROM hookswitch.webhook_key
                UNION ALL SELECT 'tenant ' || name || ' ' || version::text FROM hookswitch.tenant
                UNION ALL SELECT 'record ' || audit_id::text FROM hookswitch.audit_record
                ORDER BY line
                """
            ).map { try $0.decode("line", as: String.self) }
        }
    }

    @Test(arguments: Write.allCases, End.allCases)
    func aBodyThatComesAfterTheEndWritesNothing(_ write: Write, _ end: End) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let (token, statement) = try await self.makeBearer(end, bundle)
        let before = try await self.rows(bundle)

        try await bundle.plane.running { address in
            let head = """
                POST \(write.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(token)\r
                Content-Type: application/json\r\nContent-Length: \(write.body.utf8.count)\r\n\r\n
                """
            let answer = try await HeldConnection(address: address).exchange(head: head, body: write.body) {
                try await self.waitUntilAdmitted(token, bundle)
                try await bundle.script(statement)
            }
            #expect(answer.hasPrefix("HTTP/1.1 \(end.status) "), "\(answer)")
        }

        #expect(try await self.rows(bundle) == before)
    }

    /// Somebody restricted by tag loses a tenant when it loses the tag.
    @Test(arguments: [Write.webhookKeys, .apply])
    func aTenantThatIsLostByTagIsNotThere(_ write: Write) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.script("UPDATE hookswitch.tenant SET document = document || '{\"tags\":[\"vip\"]}'")
        let order = APITokenOrder(name: "vip", role: .admin, tags: ["vip"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let before = try await self.rows(bundle)
        // The document is as it was, so that nothing but the reach stands in its way.
        let body =
            write == .apply ? write.body.replacing("\"region\"", with: "\"tags\":[\"vip\"],\"region\"") : write.body

        try await bundle.plane.running { address in
            let head = """
                POST \(write.path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(token)\r
                Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n
                """
            let answer = try await HeldConnection(address: address).exchange(head: head, body: body) {
                try await self.waitUntilAdmitted(token, bundle)
                try await bundle.script("UPDATE hookswitch.tenant SET document = document - 'tags'")
            }
            #expect(answer.hasPrefix("HTTP/1.1 404 "), "\(answer)")
        }

        #expect(try await self.rows(bundle) == before)
    }

    /// The door has looked at the token when this server knows it.
    private func waitUntilAdmitted(_ token: String, _ bundle: AdminBundle) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        let digest = APITokenService.digest(of: Array(token.utf8))
        while bundle.services.tokens.memory.withLock({ $0.actor(of: digest, at: .now) == nil }),
            ContinuousClock.now < deadline
        {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(bundle.services.tokens.memory.withLock { $0.actor(of: digest, at: .now) != nil }, "it was not admitted")
    }
}
