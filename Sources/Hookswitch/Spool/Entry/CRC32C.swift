/// The checksum CRC-32C (Castagnoli), as iSCSI (RFC 3720, appendix B.4) and ext4 use it: it finds every burst of up to 32
/// wrong bits, which is what a torn or rotten block looks like.
enum CRC32C {
    /// The polynomial 0x1EDC6F41, its bits reversed.
    private static let polynomial: UInt32 = 0x82F6_3B78

    /// Eight tables of 256, so that eight bytes are taken at a step ("slicing by 8"): table *n* is what a byte does to the
    /// checksum after *n* more bytes.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 {
                value = value & 1 == 1 ? value >> 1 ^ Self.polynomial : value >> 1
            }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let before = tables[index - 256]
            tables[index] = before >> 8 ^ tables[Int(before & 0xFF)]
        }
        return tables
    }()

    /// The checksum of a part of some bytes; `range` must lie within them.
    static func checksum(_ bytes: [UInt8], in range: Range<Int>) -> UInt32 {
        var value = UInt32.max
        Self.tables.withUnsafeBufferPointer { tables in
            bytes.withUnsafeBytes { bytes in
                var index = range.lowerBound
                while range.upperBound - index >= 8 {
                    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                    let mixed = word ^ UInt64(value)
                    // Written out, for the loop costs as much again.
                    let low =
                        tables[0x700 | Int(mixed & 0xFF)] ^ tables[0x600 | Int(mixed >> 8 & 0xFF)]
                        ^ tables[0x500 | Int(mixed >> 16 & 0xFF)] ^ tables[0x400 | Int(mixed >> 24 & 0xFF)]
                    let high =
                        tables[0x300 | Int(mixed >> 32 & 0xFF)] ^ tables[0x200 | Int(mixed >> 40 & 0xFF)]
                        ^ tables[0x100 | Int(mixed >> 48 & 0xFF)] ^ tables[Int(mixed >> 56)]
                    value = low ^ high
                    index += 8
                }
                while index < range.upperBound {
                    value = value >> 8 ^ tables[Int((value ^ UInt32(bytes[index])) & 0xFF)]
                    index += 1
                }
            }
        }
        return ~value
    }
}
