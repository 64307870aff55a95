import Foundation
import Postgres

/// A change of an operator, as the audit keeps it.
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
    func write(by actor: Operator, through transaction: Transaction) async throws {
    }
}
