/// Text that must not be shown: a client secret, an access token, a key.
///
/// It prints as `***` however it is printed; only ``reveal()`` gives it up, and every call of that is meant to be found
/// by a search.
public struct Secret: Hashable, Sendable {
    private let text: String

    /// Keeps a secret.
    public init(_ text: String) {
        self.text = text
    }

    /// The secret itself, for the one place that must send or seal it.
    public func reveal() -> String {
        self.text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `***`.
    public var description: String { "***" }

    /// Always `***`.
    public var debugDescription: String { "***" }

    /// Nothing, so that `dump` shows none of it.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
