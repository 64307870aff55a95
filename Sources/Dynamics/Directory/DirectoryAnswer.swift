public import Routing

/// What the directory says of a caller, and how it came to say so.
public struct DirectoryAnswer: Hashable, Sendable {
    /// What the directory says.
    public enum Outcome: Hashable, Sendable {
        /// Exactly one row of the first table that knows the number.
        case match(DirectoryMatch)
        /// No active row in any table holds the number.
        case none
        /// Several rows of one table hold the number, and no earlier table does; `count` of them were seen.
        case ambiguous(DirectoryTable, count: Int)
        /// It could not be found out.
        case failed(DynamicsError)
    }

    /// What the directory says.
    public let outcome: Outcome

    /// What was done to find out.
    public let trace: LookupTrace

    /// Makes an answer.
    public init(outcome: Outcome, trace: LookupTrace) {
        self.outcome = outcome
        self.trace = trace
    }
}
