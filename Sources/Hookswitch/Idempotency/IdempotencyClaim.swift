import Foundation

/// The right to carry out a request under its key: one sender has it, and all others wait or get its answer.
public struct IdempotencyClaim: Hashable, Sendable {
    let tokenID: UUID
    let key: IdempotencyKey
    /// Tells this claim from a later one under the same key.
    let id: UUID
}
