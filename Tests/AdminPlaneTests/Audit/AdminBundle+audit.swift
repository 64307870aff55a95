import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

extension AdminBundle {
    /// Applies the tenant `acme` with a name, for a reason.
    func rename(_ name: String, reason: String? = nil) async throws -> TestResponse {
        var headers: HTTPFields = [:]
        if let reason { headers[.auditReason] = reason }
        let body = SampleDocument.apply(SampleDocument.json(slug: "acme", name: name))
        return try await self.send(.post, "/api/v1/tenants/apply", json: body, headers: headers)
    }

    /// What a verification of an export with the server's own keys says.
    func verify(_ export: String, saved: [AuditHead] = []) throws -> AuditVerdict {
        let keys = self.services.audit.publicKeys.compactMap { AuditPublicKey(parsing: $0.publicKey) }
        var verification = AuditVerification(publicKeys: keys, savedHeads: saved)
        for line in export.split(separator: "\n") { verification.read(String(line)) }
        return verification.verdict()
    }

    /// A tenant's export by a server that was started after all that is in the database.
    ///
    /// - Parameter keyRing: The server's; `nil` is the one it had before.
    func exportAfterRestart(_ slug: String, keyRing: KeyRing? = nil) async throws -> String {
        let services = try Self.services(
            on: self.database,
            keyRing: keyRing ?? self.keyRing,
            snapshots: self.snapshots
        )
        let admin = Operator(tokenID: UUID(), name: "liisa", role: .admin, reach: .all)
        var bytes: [UInt8] = []
        for try await piece in try await services.audit.export(tenant: slug, for: admin) { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Runs statements as the database's owner, as somebody with all rights would.
    func script(_ text: String) async throws {
        try await self.database.pool.withTransaction { try await $0.run(script: text) }
    }
}

extension TestResponse {
    /// The elements of a list.
    var elements: [[String: JSONValue]] {
        get throws {
            guard case .list(let data) = try self.members["data"] else { return [] }
            return data.compactMap { if case .members(let members) = $0 { members } else { nil } }
        }
    }
}
