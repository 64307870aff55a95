public import Foundation

/// An identity that people see: a word for what it names, and 128 bits in base32.
///
/// The word says what somebody holds who finds the identity in a log or a mail, and keeps one thing's from being taken for another's.
public protocol ResourceID: Hashable, Sendable, CustomStringConvertible {
    /// The word, such as `dec`.
    static var prefix: String { get }
    /// The identity as Postgres keeps it.
    var uuid: UUID { get }

    /// Names something.
    init(_ uuid: UUID)
}

extension ResourceID {
    /// Reads an identity as people have it.
    ///
    /// - Returns: `nil` if it is not the word, `_` and 26 characters of base32.
    public init?(parsing text: String) {
        let word = Array("\(Self.prefix)_".utf8)
        let bytes = Array(text.utf8)
        guard bytes.starts(with: word), let (high, low) = Base32.decode128(bytes.dropFirst(word.count)) else {
            return nil
        }
        self.init(UUID(high: high, low: low))
    }

    /// The identity as people have it: the word, `_` and 26 characters.
    public var description: String {
        "\(Self.prefix)_\(Base32.encode(self.uuid.bytes))"
    }
}
