/// One end of a call, as far as the text of a request tells it.
public enum Party: Hashable, Sendable {
    /// A number already in E.164 form.
    case number(PhoneNumber)
    /// The caller hides the number: the text is empty or says so.
    case withheld
    /// Some other text, which only a numbering plan can read. A secret, for it may well be a number.
    case unread(Secret)

    /// The words by which networks say that the number is hidden, in lower case.
    ///
    /// Enreach documents none of them; these are what SIP (RFC 3323) and common switches send.
    @usableFromInline static let withheldWords: [[UInt8]] = [
        "anonymous", "withheld", "private", "restricted", "unavailable", "unknown",
    ].map { Array($0.utf8) }

    /// Reads one end of a call.
    ///
    /// - Parameter bytes: The UTF-8 text of `anum` or `bnum`.
    @inlinable
    public init(parsing bytes: some Collection<UInt8>) {
        do {
            self = .number(try PhoneNumber(parsing: bytes))
        } catch {
            let isWithheld =
                bytes.isEmpty
                || Self.withheldWords.contains { word in
                    word.count == bytes.count && zip(word, bytes).allSatisfy { $0 == $1 | 0x20 }
                }
            self = isWithheld ? .withheld : .unread(Secret(String(decoding: bytes, as: UTF8.self)))
        }
    }
}
