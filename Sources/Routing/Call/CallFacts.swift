/// All that a decision may look at, gathered beforehand.
public struct CallFacts: Hashable, Sendable {
    /// What is known of the caller.
    public enum Caller: Hashable, Sendable {
        /// The caller hides the number.
        case withheld
        /// The text is no telephone number.
        case invalidNumber
        /// The caller is on the customer's own exchange, and this customer does not look those up.
        case internalCaller
        /// Nobody looked: the pool has no rule that asks who calls.
        case notSought
        /// The directory has the caller in this table.
        case known(DirectoryTable)
        /// The directory does not have the caller.
        case unknown
        /// This table has several entries with the caller's number.
        case ambiguous(DirectoryTable)
        /// The directory could not be asked.
        case unavailable(DirectoryFailure)
    }

    /// The pool in which the call waits, if its text is a number.
    public let called: PhoneNumber?
    /// What is known of the caller.
    public let caller: Caller

    /// States the facts of a call.
    public init(called: PhoneNumber?, caller: Caller) {
        self.called = called
        self.caller = caller
    }
}
