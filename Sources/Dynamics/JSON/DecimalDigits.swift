/// Numbers that come as text from outside.
enum DecimalDigits {
    /// More digits than any duration, count or status needs, and too few to overflow 64 bits.
    private static let maximumCount = 15

    /// The value of 1 to 15 ASCII digits, or `nil` for anything else: a sign, a point, an exponent, another script.
    static func value(of bytes: some Collection<UInt8>) -> Int? {
        guard (1...Self.maximumCount).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
