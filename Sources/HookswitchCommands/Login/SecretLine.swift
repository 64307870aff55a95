/// A line that is typed without being shown: what each key does to it.
struct SecretLine: Sendable {
    /// What became of the line.
    enum Outcome: Hashable, Sendable {
        /// It goes on.
        case typing
        /// Enter.
        case entered(String)
        /// Ctrl-C, or the end of what can be typed while the line is empty.
        case interrupted
        /// More than any secret has was typed.
        case tooLong
    }

    /// The longest secret that is taken: Entra's are 40 bytes, our tokens below 100.
    private static let maximumSize = 4096

    private var bytes: [UInt8] = []

    /// Takes one byte of a terminal that hands over every key as it is pressed.
    mutating func type(_ byte: UInt8) -> Outcome {
        switch byte {
        // Return, line feed.
        case 0x0D, 0x0A: return .entered(String(decoding: self.bytes, as: UTF8.self))
        // Ctrl-C.
        case 0x03: return .interrupted
        // Ctrl-D ends a line that has begun, as everywhere.
        case 0x04: return self.bytes.isEmpty ? .interrupted : .entered(String(decoding: self.bytes, as: UTF8.self))
        // Backspace, delete: the last character with all of its bytes.
        case 0x08, 0x7F:
            while let last = self.bytes.popLast(), last & 0xC0 == 0x80 {}
        // Ctrl-U: all of it.
        case 0x15: self.bytes = []
        // Other control keys are no part of a secret.
        case 0..<0x20: break
        default: self.bytes.append(byte)
        }
        return self.bytes.count > Self.maximumSize ? .tooLong : .typing
    }
}
