import Foundation
import Hookswitch
import Routing

/// What the wizard does at the server, each once and each so that doing it again changes nothing.
struct OnboardingServer: Sendable {
    let client: AdminClient
    /// Where the listener for calls is reached from here, if not at the server's public address.
    let callsURL: String?

    /// The tenant as it is; `nil` if there is none of that name.
    func find(_ slug: String) async throws -> StoredTenant? {
        let view: TenantView
        do {
            view = try await self.client.get(["tenants", slug])
        } catch let failure as CommandFailure where failure.problem.status == 404 {
            return nil
        }
        guard view.readable else {
            throw CommandFailure(
                .failed,
                code: "unreadable",
                "this version of hookswitch cannot read the document of \(slug)",
                fix: "mend it with `hookswitch tenant apply`"
            )
        }
        let document: DocumentValue = try await self.client.get(["tenants", slug, "document"])
        let keys: ListPage<WebhookKeyView> = try await self.client.get(["tenants", slug, "webhook-keys"])
        let live = keys.data.filter { $0.revokedAt == nil && $0.kind == view.webhook.authentication }
        return StoredTenant(view: view, document: document, liveKeys: live)
    }

    /// Whether the server would take the answers so far for a new tenant; it changes nothing.
    func check(_ answers: OnboardingAnswers) async throws {
        let applied = try await self.apply(answers.document(on: nil), isDryRun: true)
        guard applied.change == .created else { throw Self.taken(applied.slug) }
    }

    /// Makes the tenant, as yet without a secret.
    func create(_ answers: OnboardingAnswers) async throws -> StoredTenant {
        // Somebody else may have made one of the name since it was looked up; theirs is not to be changed.
        try await self.check(answers)
        let applied = try await self.apply(answers.document(on: nil), isDryRun: false)
        return try await self.required(applied.slug)
    }

    /// Writes the answers over the tenant as it was read.
    func store(_ answers: OnboardingAnswers, over tenant: StoredTenant) async throws -> StoredTenant {
        let _: AppliedTenant = try await self.client.put(
            ["tenants", tenant.slug, "document"],
            version: tenant.view.version,
            json: try answers.documentWithSecret(on: tenant.document).jsonText
        )
        return try await self.required(tenant.slug)
    }

    /// Makes a webhook key.
    func makeKey(of slug: String) async throws -> IssuedWebhookKey {
        try await self.client.post(["tenants", slug, "webhook-keys"])
    }

    /// What to send to Enreach.
    func sheet(of slug: String) async throws -> HandoffSheet {
        try await self.client.get(["tenants", slug, "handoff"])
    }

    private func required(_ slug: String) async throws -> StoredTenant {
        guard let tenant = try await self.find(slug) else {
            throw CommandFailure(
                .failed,
                code: "not_found",
                "the tenant \(slug) is gone",
                fix: "hookswitch tenant list"
            )
        }
        return tenant
    }

    private func apply(_ document: DocumentValue, isDryRun: Bool) async throws -> AppliedTenant {
        let answer: TenantApplication.Answer = try await self.client.post(
            ["tenants", "apply"],
            query: [("dry_run", isDryRun ? "true" : "false")],
            json: "{\"documents\":[\(try document.jsonText)]}"
        )
        guard let applied = answer.data.first else {
            throw CommandFailure(.failed, code: "answer", "the server's answer names no tenant")
        }
        return applied
    }

    private static func taken(_ slug: String) -> CommandFailure {
        CommandFailure(
            .conflict,
            code: "taken",
            "there is a tenant \(slug) already; nothing was changed",
            fix: "hookswitch tenant onboard \(slug), to go on with that one"
        )
    }
}
