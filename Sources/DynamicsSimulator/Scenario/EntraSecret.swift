public import Foundation

/// A client secret of an application in a scenario.
///
/// These are made-up values for tests; even so a secret describes itself without its value.
public struct EntraSecret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Graph shows the first three characters of a secret as its hint.
    static let hintLength = 3

    /// The secret itself.
    public var value: String
    /// What Graph shows of the secret: its first three characters, unless the scenario says otherwise.
    public var hint: String
    /// When the secret stops working, in simulated time; none means never.
    public var expiresAt: Date?

    /// A secret that works until `expiresAt`.
    public init(value: String, hint: String? = nil, expiresAt: Date? = nil) {
        self.value = value
        self.hint = hint ?? String(value.prefix(Self.hintLength))
        self.expiresAt = expiresAt
    }

    /// Three stars.
    public var description: String { "***" }
    /// No members, so that a dump does not show the value either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
