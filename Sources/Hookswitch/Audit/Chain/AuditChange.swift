/// A change that has no place in a chain yet.
struct AuditChange: Hashable, Sendable {
    /// Who makes it.
    let actor: AuditActor
    /// From where, in which request, and why.
    let origin: AuditOrigin
    /// What is done.
    let action: String
    /// To what.
    let subject: String
    /// The fields that differ as they were.
    let before: AuditValue?
    /// The fields that differ as they will be.
    let after: AuditValue?
}
