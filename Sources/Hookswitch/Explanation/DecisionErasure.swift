/// A decision whose caller was erased: when it was, in which pool and what became of it is left, and why is not.
public struct DecisionErasure: Error, Hashable, Sendable {
    /// When the caller was erased.
    public let erasedAt: Moment
}
