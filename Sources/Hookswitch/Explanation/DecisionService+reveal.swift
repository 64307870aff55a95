import Foundation
import Postgres
import Routing

extension DecisionService {
    /// How long a reason may be in characters: a word is none, and a page is nobody's to read.
    public static let reasonLengths = 5...500

    /// Why a caller's number could not be shown.
    public enum RevealRefusal: Error, Hashable, Sendable {
        /// No number is kept: the caller hid it, it was none, or the tenant's key was destroyed.
        case notKept
    }

    /// Shows the caller's number, and records in the same transaction who asked and why: no record, no number.
    ///
    /// - Parameter reason: Why, of ``reasonLengths`` characters.
    /// - Returns: `nil` if there is no such decision that the operator may see.
    /// - Throws: ``RevealRefusal``; ``DecisionErasure`` if its caller was erased; ``SealError`` if the key ring cannot open it; a `PostgresError`.
    public func reveal(_ id: DecisionID, reason: String, by actor: Operator) async throws -> RevealedCaller? {
        guard let row = try await self.store.find(id), let scope = actor.scope(of: row.tenantID) else { return nil }
        if let erasedAt = row.erasedAt { throw DecisionErasure(erasedAt: erasedAt) }
        let origin = actor.origin.stating(reason)
        return try await self.database.inTenant(scope) { transaction in
            guard let number = try await self.number(of: id, in: scope, through: transaction) else {
                throw RevealRefusal.notKept
            }
            try await AuditEntry(action: "decision.reveal", subject: "decision \(id)", before: nil, after: nil)
                .record(in: scope, by: actor, from: origin, through: transaction)
            return RevealedCaller(id: id.description, number: number)
        }
    }

    /// Opens the number; `nil` if none is kept, or the key that sealed it is no more.
    private func number(
        of id: DecisionID,
        in scope: TenantScope,
        through transaction: Transaction
    ) async throws -> String? {
        let rows = try await transaction.query(
            """
            SELECT caller_sealed, caller_digest FROM hookswitch.decision
            WHERE tenant_id = \(scope.tenantID.uuid) AND decided_at = \(id.decidedAt) AND decision_id = \(id.uuid)
            """
        )
        guard let row = rows.first, let sealed = try row.decode("caller_sealed", as: [UInt8]?.self),
            let digest = try row.decode("caller_digest", as: [UInt8]?.self), let keyID = TenantKey.id(in: sealed)
        else { return nil }
        let keys = TenantKeyStore(keyRing: self.tenants.keyRing)
        return try await keys.find(scope, id: keyID, in: transaction)?.number(sealed, digest: digest)
    }
}
