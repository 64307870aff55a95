import Foundation

/// One administrative change at its place in a chain: everything that its hash covers.
struct AuditRecord: Hashable, Sendable {
    /// Whose chain.
    let chain: AuditChainID
    /// Its place, from 1 without gaps.
    let sequence: Int64
    /// The hash of the record before; ``AuditHash/zero`` for the first.
    let previousHash: AuditHash
    /// Its identity.
    let id: AuditID
    /// When it was written.
    let recordedAt: Moment
    /// Who did it.
    let actor: AuditActor
    /// From where, in which request, and why.
    let origin: AuditOrigin
    /// What was done, such as `tenant.change`.
    let action: String
    /// To what, such as `tenant acme`.
    let subject: String
    /// The fields that differ as they were, by JSON pointer.
    let before: AuditValue?
    /// The fields that differ as they are now.
    let after: AuditValue?

    /// What the next record, and a signed head, name it by.
    var hash: AuditHash { AuditHash(of: self.canonicalBytes) }
}
