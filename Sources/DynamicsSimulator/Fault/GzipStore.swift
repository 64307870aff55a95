/// The gzip format (RFC 1952) around stored, uncompressed blocks (RFC 1951, 3.2.4): enough to be valid gzip.
enum GzipStore {
    private static let maximumBlockByteCount = 65_535

    static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        // Magic, deflate, no flags, no time, no extra flags, unknown system.
        var output: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(Self.maximumBlockByteCount)
            rest = rest.dropFirst(Self.maximumBlockByteCount)
            output.append(rest.isEmpty ? 1 : 0)
            let length = UInt16(truncatingIfNeeded: block.count)
            Self.append(length, to: &output)
            Self.append(~length, to: &output)
            output.append(contentsOf: block)
        } while !rest.isEmpty
        Self.append(Self.checksum(bytes), to: &output)
        Self.append(UInt32(truncatingIfNeeded: bytes.count), to: &output)
        return output
    }

    private static func append(_ value: some FixedWidthInteger, to output: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { output.append(contentsOf: $0) }
    }

    /// CRC-32 as in RFC 1952, section 8.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value = UInt32.max
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 {
                value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
            }
        }
        return ~value
    }
}
