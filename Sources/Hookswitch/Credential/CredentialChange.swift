import Foundation
import Postgres
import Routing

/// The change that a tenant document makes to the tenant's credential.
struct CredentialChange: Sendable {
    let document: TenantDocument
    /// Which document of the text, from zero.
    let index: Int
    let key: TenantKey
    let service: TenantService

    private var place: CredentialPlace {
        CredentialPlace(
            authorityHost: self.service.authorityHost,
            entraTenant: self.document.entraTenant,
            clientID: self.document.clientID,
            dataverseURL: self.document.dataverseURL
        )
    }

    /// The active credential before and after, as far as it may be told. A secret entered anew is another credential, also
    /// where its fingerprint is the same.
    struct Outcome: Hashable, Sendable {
        let before: CredentialFacts?
        let after: CredentialFacts?

        /// Whether it was so already.
        var isSame: Bool { self.before == self.after }
    }

    /// Brings the active credential to what the document says.
    ///
    /// - Returns: What it was and is.
    /// - Throws: ``DocumentRefusal`` if the secret must be entered again, for it was sealed for other hosts.
    func apply(_ scope: TenantScope, in transaction: Transaction) async throws -> Outcome {
        let rows = try await transaction.query(
            """
            SELECT \(CredentialRow.columns) FROM hookswitch.credential AS c
            WHERE c.tenant_id = \(scope.tenantID.uuid) AND c.state = 'active' FOR UPDATE
            """
        )
        let active = try rows.first.map { try CredentialRow($0) }
        let opens = active.map { self.opens($0) } ?? false

        guard let secret = self.document.credential?.secret else {
            if active != nil, !opens { throw self.refusal() }
            return try await self.keep(active, scope, in: transaction)
        }
        let fingerprint = self.key.fingerprint(of: secret)
        if let active, opens, active.fingerprint == fingerprint {
            return try await self.keep(active, scope, in: transaction)
        }
        let facts = try await self.replace(with: secret, fingerprint: fingerprint, scope, in: transaction)
        return Outcome(before: active.map { CredentialFacts($0) }, after: facts)
    }

    private func opens(_ active: CredentialRow) -> Bool {
        // Whatever keeps it from opening, the mend is the same: the secret must be entered again.
        (try? active.open(with: self.key, for: self.place)) != nil
    }

    /// Keeps the secret; its expiry follows the document.
    private func keep(
        _ active: CredentialRow?,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> Outcome {
        guard let active else { return Outcome(before: nil, after: nil) }
        let before = CredentialFacts(active)
        guard let credential = self.document.credential else { return Outcome(before: before, after: before) }
        // Postgres keeps microseconds, Foundation more: compare what both can keep.
        let expiresAt = credential.expiresAt.map(Moment.init)
        if before.expiresAt == expiresAt { return Outcome(before: before, after: before) }
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.credential
            SET expires_at = \(credential.expiresAt as Date?)
            WHERE tenant_id = \(scope.tenantID.uuid) AND credential_id = \(active.credentialID)
            """
        )
        let after = CredentialFacts(id: before.id, fingerprint: before.fingerprint, expiresAt: expiresAt)
        return Outcome(before: before, after: after)
    }

    private func replace(
        with secret: Secret,
        fingerprint: String,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> CredentialFacts {
        var random = SystemRandomNumberGenerator()
        let id = UUID.timeOrdered(at: .now(), random: &random)
        let trait = CredentialTrait(of: secret)
        let sealed = try self.key.seal(Array(secret.reveal().utf8), for: self.place.context(scope.tenantID, id))
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.credential SET state = 'retired'
            WHERE tenant_id = \(scope.tenantID.uuid) AND state = 'active'
            """
        )
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.credential
                (tenant_id, credential_id, kind, state, entra_tenant, client_id, sealed, fingerprint, expires_at, hint, length)
            VALUES (\(scope.tenantID.uuid), \(id), 'secret', 'active', \(self.document.entraTenant),
                \(self.document.clientID), \(sealed), \(fingerprint), \(self.document.credential?.expiresAt as Date?),
                \(trait.hint as String?), \(trait.length))
            """
        )
        let expiresAt = self.document.credential?.expiresAt.map(Moment.init)
        return CredentialFacts(id: id, fingerprint: fingerprint, expiresAt: expiresAt)
    }

    private func refusal() -> DocumentRefusal {
        let path = DocumentPath().member("entra").member("credential").member("secret")
        let detail =
            "the secret was entered for another dataverse.url, entra.tenant or clientId and is not shown to these; enter it again"
        return DocumentRefusal(
            issues: [
                DocumentIssue(document: self.index, line: nil, path: path, code: "secret_required", detail: detail)
            ]
        )
    }
}
