import Foundation

/// The rules of a stored version of a tenant's document.
public struct StoredRules: Sendable {
    /// The version.
    public let version: Int32
    let document: TenantDocument
}

extension TenantService {
    /// Reads the rules of a stored version.
    ///
    /// - Throws: ``TenantError``; ``DocumentRefusal`` if this hookswitch does not accept what an older one stored; a
    ///   `PostgresError`.
    public func rules(of slug: String, version: Int32, for actor: Operator) async throws -> StoredRules {
        let stored = try await self.version(version, of: slug, for: actor).document
        let json = String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
        guard let document = try TenantDocumentReader.ofStoredDocuments.read(json).first else {
            throw DocumentRefusal(issues: [])
        }
        return StoredRules(version: version, document: document)
    }
}
