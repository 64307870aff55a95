import Foundation

/// What the audit may say of a credential: which it is, never what it is.
struct CredentialFacts: Hashable, Sendable {
    /// Its row.
    let id: UUID
    /// Tells whether two secrets are the same.
    let fingerprint: String
    /// When Entra stops accepting it; `nil` is unknown.
    let expiresAt: Moment?

    init(id: UUID, fingerprint: String, expiresAt: Moment?) {
        self.id = id
        self.fingerprint = fingerprint
        self.expiresAt = expiresAt
    }

    init(_ row: CredentialRow) {
        self.init(
            id: row.credentialID,
            fingerprint: row.fingerprint,
            expiresAt: row.expiresAt.map(Moment.init)
        )
    }

    /// The facts where a tenant document has the credential.
    var value: AuditValue {
        var members: [String: AuditValue] = [
            "id": .text(self.id.uuidString.lowercased()),
            "secret": .members(["fingerprint": .text(self.fingerprint)]),
        ]
        members["expiresAt"] = self.expiresAt.map { .text($0.date.rfc3339) }
        return .members(members)
    }

    /// A stored document, which has no credential, with these facts at `entra.credential`.
    static func document(_ json: String, with facts: CredentialFacts?) throws -> String {
        guard let facts, case .members(var document) = try AuditValue(json: json) else { return json }
        var entra: [String: AuditValue] = [:]
        if case .members(let members)? = document["entra"] { entra = members }
        entra["credential"] = facts.value
        document["entra"] = .members(entra)
        return try AuditValue.members(document).json()
    }
}
