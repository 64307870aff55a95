/// Base32 of RFC 4648 in lower case without padding: how identifiers are written, for it survives paths, file names and
/// being read aloud.
enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// Writes bytes; 16 bytes make 26 characters.
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        BitGroups.text(of: bytes, width: 5, alphabet: Self.alphabet)
    }

    /// The value of one character, 0 to 31, or `nil` if the alphabet has no such character.
    static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(character - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(character - UInt8(ascii: "2")) + 26
        default: nil
        }
    }

    /// Reads 26 characters as 128 bits.
    ///
    /// - Returns: The high and the low half, or `nil` if the text is not 26 characters of the alphabet, or has bits
    ///   beyond the 128.
    static func decode128(_ text: some Collection<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard text.count == 26 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (index, character) in text.enumerated() {
            guard let value = Self.value(of: character) else { return nil }
            // The 26th character carries the last three bits; the two below them must be empty.
            let width: UInt64 = index == 25 ? 3 : 5
            let bits = index == 25 ? value >> 2 : value
            guard index < 25 || value & 3 == 0 else { return nil }
            high = high << width | low >> (64 - width)
            low = low << width | bits
        }
        return (high, low)
    }
}
