/// Bytes as characters of an alphabet, a fixed number of bits each: what Base32 and Base64 of RFC 4648 have in common.
enum BitGroups {
    /// Writes bytes; the last character is filled up with zeros.
    ///
    /// - Parameters:
    ///   - width: How many bits a character has, 1 to 8.
    ///   - alphabet: A character for each value of so many bits.
    static func text(of bytes: some Sequence<UInt8>, width: UInt32, alphabet: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer: UInt32 = 0
        var bitCount: UInt32 = 0
        let mask: UInt32 = 1 << width - 1
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bitCount += 8
            while bitCount >= width {
                bitCount -= width
                text.append(alphabet[Int(buffer >> bitCount & mask)])
            }
        }
        if bitCount > 0 { text.append(alphabet[Int(buffer << (width - bitCount) & mask)]) }
        return String(decoding: text, as: UTF8.self)
    }
}
