/// Base64 for URLs, RFC 4648 section 5, without padding: how JOSE writes bytes.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// Writes bytes.
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        BitGroups.text(of: bytes, width: 6, alphabet: Self.alphabet)
    }

    /// Reads bytes.
    ///
    /// - Returns: `nil` if a character is not of the alphabet, or the text ends inside a byte: one value has one form.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bitCount: UInt32 = 0
        for character in text {
            guard let value = Self.value(of: character) else { return nil }
            buffer = (buffer << 6 | value) & 0x3FFF
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bitCount))
            }
        }
        // Six bits left over are a character too many; set bits among fewer are another form of the same bytes.
        guard bitCount < 6, buffer & ((1 << bitCount) - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
