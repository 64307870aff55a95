/// Text on its way into a log line: cut to a length, and without characters that end a line or command a terminal.
enum LogText {
    /// Appends text in which every control character, line separator and bidirectional control is written as `\uXXXX`.
    ///
    /// - Parameters:
    ///   - quoted: Whether the text stands in quotes, so that `"` and `\` are escaped, too.
    ///   - maximumByteCount: UTF-8 bytes of the text that are taken.
    static func append(_ text: String, quoted: Bool, maximumByteCount: Int, to bytes: inout [UInt8]) {
        var taken = 0
        for scalar in text.unicodeScalars {
            taken += UTF8.width(scalar)
            guard taken <= maximumByteCount else {
                bytes += "…".utf8
                return
            }
            switch scalar {
            case "\"" where quoted, "\\" where quoted:
                bytes.append(UInt8(ascii: "\\"))
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            case _ where self.isUnsafe(scalar):
                self.appendEscape(scalar, to: &bytes)
            default:
                bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
    }

    /// C0, DEL and C1 controls; line and paragraph separators; the controls that reverse what a reader sees.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// All unsafe characters are in the first plane, so four digits suffice.
    private static func appendEscape(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: max(0, 4 - digits.utf8.count)).utf8
        bytes += digits.utf8
    }
}
