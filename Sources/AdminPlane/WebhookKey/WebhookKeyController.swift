import HTTPTypes
import Hookswitch
import Hummingbird
import Routing

/// A tenant's webhook keys: made, listed and revoked.
struct WebhookKeyController: Sendable {
    let webhookKeys: WebhookKeyService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(
                .get,
                "/api/v1/tenants/{slug}/webhook-keys",
                "listWebhookKeys",
                needs: .credentialsRead,
                self.list
            ),
            AdminRoute(
                .post,
                "/api/v1/tenants/{slug}/webhook-keys",
                "createWebhookKey",
                needs: .credentialsWrite,
                self.create
            ),
            AdminRoute(
                .post,
                "/api/v1/tenants/{slug}/webhook-keys/{id}/revoke",
                "revokeWebhookKey",
                needs: .credentialsWrite,
                self.revoke
            ),
        ]
    }

    /// A key just made: the one answer that has its value.
    struct CreatedAnswer: Encodable {
        enum CodingKeys: String, CodingKey {
            case id, kind, value, user, hint
            case createdAt = "created_at"
        }

        let id: String
        let kind: String
        let value: String
        let user: String?
        let hint: String
        let createdAt: String

        init(_ created: CreatedWebhookKey) {
            self.id = created.key.id
            self.kind = created.key.kind
            self.value = created.value.reveal()
            self.user = created.key.user
            self.hint = created.key.hint
            self.createdAt = created.key.createdAt
        }
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: [])
        let slug = try request.slug()
        let keys = try await self.webhookKeys.list(slug, for: request.sender)
        return try ListPage(keys).response(path: "/api/v1/tenants/\(slug)/webhook-keys", query: query)
    }

    private func create(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            try await self.bodies.readNothing(from: request.request)
            guard !isDryRun else {
                let planned = try await self.webhookKeys.plan(slug, by: request.sender)
                return try Answer(ChangePlan(changes: planned.changes))
            }
            let key = try await self.webhookKeys.create(slug, by: request.sender)
            return try Answer(CreatedAnswer(key), status: .created, isSecret: true)
        }
    }

    private func revoke(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["dry_run", "last"])
        let isDryRun = try query.flag("dry_run")
        let allowsLast = try query.flag("last")
        let slug = try request.slug()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            try await self.bodies.readNothing(from: request.request)
            let revoked = try await self.webhookKeys.revoke(
                slug,
                request.id,
                allowsLast: allowsLast,
                by: request.sender,
                dryRun: isDryRun
            )
            guard let revoked else { throw Problem(.notFound, "The tenant has no such webhook key.") }
            return isDryRun ? try Answer(ChangePlan(changes: revoked.changes)) : try Answer(revoked.key)
        }
    }
}
