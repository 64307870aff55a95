/// The newest segment of a tenant that a server has sealed.
struct SealedHead: Hashable, Sendable {
    let number: Int64
    let hash: AuditHash
    /// When, by the database's clock.
    let sealedAt: Moment
}
