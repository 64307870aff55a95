/// The end of a tenant's chain is not as it was sealed.
struct BrokenChain: Error, Hashable {
    /// The segment, or the restart, that is not as it was.
    let number: Int64
    /// What was seen sealed under the number, and is not there; `nil` if what is there is wrong in itself.
    var missed: AuditHash?
}
