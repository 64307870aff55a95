import Hookswitch

/// What a dry run would change, where what it would make has no shape yet.
struct ChangePlan: Encodable, Sendable {
    /// The changes, member by member.
    let changes: [DocumentChange]
}
