import CPhoneNumbers

/// A way in which libphonenumber writes a number.
enum PhoneNotation: Sendable {
    case international
    case national
    /// Only the digits after the country code.
    case significant

    /// Longer than any number with its separators.
    private static let maximumByteCount = 64

    /// Writes a number, or returns `nil` when its plan is unknown or the text would not be ASCII.
    func write(_ digits: UInt64) -> String? {
        let bytes = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.maximumByteCount) { buffer in
            let count = hookswitch_phone_write(digits, self.code, buffer.baseAddress, buffer.count)
            return buffer.prefix(count).map { UInt8(bitPattern: $0) }
        }
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private var code: hookswitch_phone_notation {
        switch self {
        case .international: hookswitch_phone_notation_international
        case .national: hookswitch_phone_notation_national
        case .significant: hookswitch_phone_notation_significant
        }
    }
}
