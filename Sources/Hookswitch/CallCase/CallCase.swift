/// A call that somebody expects something of: a test of a tenant's rules.
public struct CallCase: Hashable, Sendable {
    /// What it is called; `nil` if it has no name.
    public let name: String?
    /// The caller as the telephony cloud would write it: `anum`.
    public let from: String
    /// The pool: `bnum`.
    public let to: String
    /// What should become of it.
    public let expectation: CallExpectation
}
