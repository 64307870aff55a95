/// The name by which a request is found in the log: the client's own, if it is fit to be logged and echoed, or a new one.
struct RequestIdentity: Hashable, Sendable, CustomStringConvertible {
    /// How many characters a client's name may have: from half a trace id to a UUID with a prefix.
    static let lengths = 8...64

    /// The name.
    let text: String

    /// A new name: 16 hexadecimal digits.
    init() {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        self.text = String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The client's name.
    ///
    /// - Returns: `nil` if it is not 8 to 64 of `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`; if it has no letter, for then it may
    ///   be a telephone number; or if it looks like one of our tokens.
    init?(parsing text: String) {
        var hasLetter = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): hasLetter = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): continue
            default: return nil
            }
        }
        let isToken = text.utf8.starts(with: "hsw_".utf8)
        guard hasLetter, !isToken, Self.lengths.contains(text.utf8.count) else { return nil }
        self.text = text
    }

    /// The name.
    var description: String { self.text }
}
