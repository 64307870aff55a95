/// A telephone number in E.164 form, such as `+14155550100`.
///
/// A number has 7 to 15 digits and its first is never zero, so all of them fit in one integer and nothing is lost:
/// comparing and hashing cost one instruction on the call path. `description` shows the mask; only ``e164`` shows
/// the number.
public struct PhoneNumber: Hashable, Sendable {
    /// Why some text is not a telephone number in E.164 form.
    public enum ParseError: Error, Hashable, Sendable {
        /// The text does not begin with `+`.
        case missingPlus
        /// The byte at this offset is not an ASCII digit.
        case unexpectedByte(offset: Int)
        /// The first digit is zero, and no country code begins so.
        case leadingZero
        /// The number of digits, outside ``digitCounts``.
        case digitCount(Int)
    }

    /// How many digits a number may have: E.164 ends at 15, and no plan dials fewer than 7 with its country code.
    public static let digitCounts = 7...15

    /// The digits read as one decimal number.
    @usableFromInline let value: UInt64

    /// Reads a number that is already in E.164 form: `+` and ASCII digits, nothing else.
    ///
    /// Inlinable, so that on the call path it becomes code for the buffer at hand and asks no type at each byte.
    ///
    /// - Parameter bytes: The UTF-8 bytes of the text.
    /// - Throws: ``ParseError`` for the first rule that the text breaks.
    @inlinable
    public init(parsing bytes: some Collection<UInt8>) throws(ParseError) {
        guard bytes.first == UInt8(ascii: "+") else { throw .missingPlus }

        var value: UInt64 = 0
        var count = 0
        for byte in bytes.dropFirst() {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { throw .unexpectedByte(offset: count + 1) }
            guard count > 0 || digit != 0 else { throw .leadingZero }
            count += 1
            // Past the ceiling the digits are only counted, so that no length of text can overflow.
            if count <= Self.digitCounts.upperBound { value = value * 10 + UInt64(digit) }
        }
        guard Self.digitCounts.contains(count) else { throw .digitCount(count) }
        self.value = value
    }

    /// Reads a number that is already in E.164 form.
    ///
    /// - Parameter text: The number: `+` and ASCII digits, nothing else.
    /// - Throws: ``ParseError`` for the first rule that the text breaks.
    public init(parsing text: String) throws(ParseError) {
        try self.init(parsing: text.utf8)
    }

    /// The digits, without `+`.
    public var digits: String {
        String(self.value)
    }

    /// The number with its leading `+` and no separators.
    public var e164: String {
        "+" + self.digits
    }

    /// The number with all but its first three and last two digits hidden, such as `+358•••64`.
    public var masked: String {
        let digits = self.digits
        return "+\(digits.prefix(3))•••\(digits.suffix(2))"
    }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The mask, so that no log and no interpolation can leak the number.
    public var description: String { self.masked }

    /// The mask, as in ``description``.
    public var debugDescription: String { self.masked }

    /// Nothing of the number, so that `dump` and crash output show none of it.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
