import Foundation

extension UUID {
    /// Makes a UUID of its two halves.
    init(high: UInt64, low: UInt64) {
        func byte(_ half: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: half >> (56 - 8 * index)) }
        self.init(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5),
                byte(high, 6), byte(high, 7), byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3),
                byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            )
        )
    }

    /// The two halves.
    var halves: (high: UInt64, low: UInt64) {
        let bytes = self.bytes
        let join = { (total: UInt64, byte: UInt8) in total << 8 | UInt64(byte) }
        return (bytes.prefix(8).reduce(0, join), bytes.suffix(8).reduce(0, join))
    }

    /// The 16 bytes.
    var bytes: [UInt8] {
        withUnsafeBytes(of: self.uuid) { Array($0) }
    }

    /// A time-ordered UUID (version 7, RFC 9562).
    ///
    /// - Parameters:
    ///   - moment: The time that it begins with.
    ///   - random: Where its other 74 bits come from.
    static func timeOrdered(at moment: Moment, random: inout some RandomNumberGenerator) -> UUID {
        let milliseconds = UInt64(clamping: moment.microseconds / 1000)
        let high = milliseconds << 16 | 0x7000 | UInt64.random(in: 0...0xFFF, using: &random)
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...0x3FFF_FFFF_FFFF_FFFF, using: &random)
        return UUID(high: high, low: low)
    }
}
