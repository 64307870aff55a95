public import Routing

/// Which decisions an operator asks for. What is `nil` or empty excludes nothing.
public struct DecisionCriteria: Hashable, Sendable {
    /// The tenant's slug.
    public var tenant: String?
    /// Who called, as the tenant's country writes numbers. It needs ``tenant``: a caller is found by the tenant's own digest.
    public var from: String?
    /// The pool; without ``tenant`` in E.164.
    public var to: String?
    /// What became of the call: one of these.
    public var outcomes: [Outcome] = []
    /// Decided then or later; `nil` is ``DecisionService/defaultWindow`` before ``until``.
    public var since: Moment?
    /// Decided before; `nil` is now.
    public var until: Moment?
    /// The telephony cloud's name of the call.
    public var callID: String?
    /// It took longer, in milliseconds.
    public var slowerThanMilliseconds: Int32?
    /// How many to a page, 1 to ``DecisionService/maximumPageSize``; others become the nearest.
    public var limit = 50
    /// Where the page before ended.
    public var after: DecisionCursor?

    /// Asks for all.
    public init() {}
}
