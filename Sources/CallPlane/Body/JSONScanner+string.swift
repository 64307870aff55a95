extension JSONScanner {
    /// Steps over a string that is kept.
    ///
    /// - Throws: Besides what ``anyString()`` throws: its length, or an escaped control character in it.
    mutating func string() throws(InboundCallError.Reason) -> JSONText {
        let text = try self.anyString()
        guard !text.hasControlCharacter else { throw .controlCharacter }
        guard text.byteCount <= Self.maximumStringByteCount else { throw .stringTooLong }
        return text
    }

    /// Steps over a string, whatever it says and however long it is.
    ///
    /// - Throws: What is wrong with it: its escapes, its UTF-8, or a control character that is not escaped.
    mutating func anyString() throws(InboundCallError.Reason) -> JSONText {
        guard self.byte == UInt8(ascii: "\"") else { throw .notJSON }
        self.step(1)
        let start = self.offset
        var byteCount = 0
        var hasEscapes = false
        var hasControlCharacter = false
        while let byte = self.byte {
            switch byte {
            case UInt8(ascii: "\""):
                let text = JSONText(
                    range: start..<self.offset,
                    hasEscapes: hasEscapes,
                    hasControlCharacter: hasControlCharacter,
                    byteCount: byteCount
                )
                self.step(1)
                return text
            case UInt8(ascii: "\\"):
                hasEscapes = true
                let scalar = try self.escape()
                if Self.isControlCharacter(scalar) { hasControlCharacter = true }
                byteCount += UTF8.width(scalar)
            case 0x00..<0x20, 0x7F:
                throw .controlCharacter
            case 0x20..<0x80:
                self.step(1)
                byteCount += 1
            default:
                byteCount += try self.skipMultibyte(byte)
            }
        }
        throw .notJSON
    }

    /// The bytes of a string with its escapes replaced.
    func decoded(_ text: JSONText) -> [UInt8] {
        guard text.hasEscapes else { return Array(self.raw(text)) }
        var scanner = JSONScanner(UnsafeRawBufferPointer(rebasing: self.raw(text)))
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.byteCount)
        while let byte = scanner.byte {
            // The string was scanned before, so no escape in it fails.
            if byte == UInt8(ascii: "\\"), let scalar = try? scanner.escape() {
                decoded.append(contentsOf: String(scalar).utf8)
            } else {
                decoded.append(byte)
                scanner.step(1)
            }
        }
        return decoded
    }

    /// Whether a string, its escapes replaced, is this one.
    func matches(_ text: JSONText, _ expected: StaticString) -> Bool {
        guard text.byteCount == expected.utf8CodeUnitCount else { return false }
        let expected = UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
        return text.hasEscapes
            ? self.decoded(text).elementsEqual(expected) : self.raw(text).elementsEqual(expected)
    }

    /// Steps over a backslash and what follows it.
    private mutating func escape() throws(InboundCallError.Reason) -> Unicode.Scalar {
        self.step(1)
        guard let letter = self.byte else { throw .notJSON }
        self.step(1)
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try self.scalar()
        default: throw .notJSON
        }
    }

    /// Steps over the digits of `\u`, and over a second `\u` where the first begins a surrogate pair.
    private mutating func scalar() throws(InboundCallError.Reason) -> Unicode.Scalar {
        let first = try self.hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Not a scalar, so half of a pair: U+D800…DBFF, then U+DC00…DFFF.
        guard first < 0xDC00, self.byte == UInt8(ascii: "\\") else { throw .notJSON }
        self.step(1)
        guard self.byte == UInt8(ascii: "u") else { throw .notJSON }
        self.step(1)
        let second = try self.hexadecimal()
        guard (0xDC00...0xDFFF).contains(second) else { throw .notJSON }
        let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
        guard let scalar = Unicode.Scalar(value) else { throw .notJSON }
        return scalar
    }

    private static func isControlCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0x7F
    }

    private mutating func hexadecimal() throws(InboundCallError.Reason) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = self.byte else { throw .notJSON }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw .notJSON
            }
            value = value << 4 | UInt16(digit)
            self.step(1)
        }
        return value
    }

    /// Steps over a character of two to four bytes: the well-formed sequences of Unicode's table 3-7.
    ///
    /// - Returns: How many bytes it has.
    private mutating func skipMultibyte(_ lead: UInt8) throws(InboundCallError.Reason) -> Int {
        let second: ClosedRange<UInt8>
        let count: Int
        switch lead {
        case 0xC2...0xDF: (count, second) = (2, 0x80...0xBF)
        case 0xE0: (count, second) = (3, 0xA0...0xBF)
        case 0xED: (count, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (count, second) = (3, 0x80...0xBF)
        case 0xF0: (count, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (count, second) = (4, 0x80...0xBF)
        case 0xF4: (count, second) = (4, 0x80...0x8F)
        default: throw .notUTF8
        }
        self.step(1)
        guard let byte = self.byte, second.contains(byte) else { throw .notUTF8 }
        self.step(1)
        for _ in 2..<count {
            guard let byte = self.byte, (0x80...0xBF).contains(byte) else { throw .notUTF8 }
            self.step(1)
        }
        return count
    }
}
