import Foundation
import Postgres

/// A change of an operator, as the audit keeps it in the installation's chain.
struct OperatorRecord: Sendable {
    /// What was done, such as `operator.create`.
    let action: String
    /// To whom.
    let id: UUID
    /// What they were before.
    let before: OperatorDetails?
    /// What they are now.
    let after: OperatorDetails?

    /// Writes the record in the transaction that makes the change.
    func write(by actor: ConfirmedOperator, through transaction: Transaction) async throws {
        try await self.write(by: actor.auditActor, from: actor.origin, through: transaction)
    }

    /// Writes the record of what somebody does who is only signing in.
    func write(by actor: AuditActor, from origin: AuditOrigin, through transaction: Transaction) async throws {
        let encoder = JSONEncoder()
        let json = { (details: OperatorDetails) in String(decoding: try encoder.encode(details), as: UTF8.self) }
        try await AuditEntry(
            action: self.action,
            subject: "operator \(self.id.uuidString.lowercased())",
            before: try self.before.map(json),
            after: try self.after.map(json)
        ).record(in: .installation, by: actor, from: origin, through: transaction)
    }
}
