/// A step of sealing, each in a transaction of its own.
enum SealingStep: CaseIterable, Hashable, Sendable {
    /// Days that are over, and additions that gathered long enough, take nothing more.
    case close
    /// Tenants with decisions of a closed day get their segments.
    case enroll
    /// A segment is hashed, numbered and signed.
    case seal
}
