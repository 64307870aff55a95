/// Reads JSON byte by byte, strictly and within limits, so that no answer of an upstream can stop the process.
struct JSONTextReader {
    /// Why bytes are not a document we take.
    enum Failure: Error, Hashable, Sendable {
        case syntax(offset: Int)
        case duplicateName
        case tooDeep
        case tooManyValues
        case notUTF8
    }

    /// Microsoft's answers nest four deep.
    static let maximumDepth = 16

    /// An answer within the limit of its size cannot need more.
    static let maximumValueCount = 20_000

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0
    private var valueCount = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(Failure) -> JSONText {
        let value = try self.value()
        self.skipSpace()
        guard self.offset == self.bytes.count else { throw self.syntax }
        return value
    }

    private var syntax: Failure { .syntax(offset: self.offset) }

    private var next: UInt8? {
        self.offset < self.bytes.count ? self.bytes[self.offset] : nil
    }

    private mutating func skipSpace() {
        while let byte = self.next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { self.offset += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard self.next == byte else { return false }
        self.offset += 1
        return true
    }

    private mutating func value() throws(Failure) -> JSONText {
        self.skipSpace()
        self.valueCount += 1
        guard self.valueCount <= Self.maximumValueCount else { throw .tooManyValues }

        switch self.next {
        case UInt8(ascii: "{"): return try self.nested { reader throws(Failure) in try reader.object() }
        case UInt8(ascii: "["): return try self.nested { reader throws(Failure) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try self.string())
        case UInt8(ascii: "t"): return try self.word("true", .boolean(true))
        case UInt8(ascii: "f"): return try self.word("false", .boolean(false))
        case UInt8(ascii: "n"): return try self.word("null", .null)
        default: return try self.number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONTextReader) throws(Failure) -> JSONText
    ) throws(Failure) -> JSONText {
        guard self.depth < Self.maximumDepth else { throw .tooDeep }
        self.depth += 1
        self.offset += 1
        let value = try read(&self)
        self.depth -= 1
        return value
    }

    private mutating func object() throws(Failure) -> JSONText {
        var members: [String: JSONText] = [:]
        self.skipSpace()
        if self.take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            self.skipSpace()
            guard self.next == UInt8(ascii: "\"") else { throw self.syntax }
            let name = try self.string()
            self.skipSpace()
            guard self.take(UInt8(ascii: ":")) else { throw self.syntax }
            let value = try self.value()
            guard members.updateValue(value, forKey: name) == nil else { throw .duplicateName }
            self.skipSpace()
            if self.take(UInt8(ascii: "}")) { return .object(members) }
            guard self.take(UInt8(ascii: ",")) else { throw self.syntax }
        }
    }

    private mutating func array() throws(Failure) -> JSONText {
        var elements: [JSONText] = []
        self.skipSpace()
        if self.take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try self.value())
            self.skipSpace()
            if self.take(UInt8(ascii: "]")) { return .array(elements) }
            guard self.take(UInt8(ascii: ",")) else { throw self.syntax }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONText) throws(Failure) -> JSONText {
        let isHere = word.withUTF8Buffer { self.bytes[self.offset...].starts(with: $0) }
        guard isHere else { throw self.syntax }
        self.offset += word.utf8CodeUnitCount
        return value
    }

    /// A number by the grammar of RFC 8259: `NaN`, `+1`, `01` and `.5` are none.
    private mutating func number() throws(Failure) -> JSONText {
        let start = self.offset
        _ = self.take(UInt8(ascii: "-"))
        if !self.take(UInt8(ascii: "0")) {
            try self.digits()
        }
        if self.take(UInt8(ascii: ".")) {
            try self.digits()
        }
        if self.take(UInt8(ascii: "e")) || self.take(UInt8(ascii: "E")) {
            if !self.take(UInt8(ascii: "-")) { _ = self.take(UInt8(ascii: "+")) }
            try self.digits()
        }
        return .number(String(decoding: self.bytes[start..<self.offset], as: UTF8.self))
    }

    private mutating func digits() throws(Failure) {
        let start = self.offset
        while let byte = self.next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { self.offset += 1 }
        guard self.offset > start else { throw self.syntax }
    }

    private mutating func string() throws(Failure) -> String {
        self.offset += 1
        var text: [UInt8] = []
        while let byte = self.next {
            self.offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw .notUTF8 }
                return string
            case UInt8(ascii: "\\"):
                try self.escape(into: &text)
            case 0..<0x20:
                throw self.syntax
            default:
                text.append(byte)
            }
        }
        throw self.syntax
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = self.next else { throw self.syntax }
        self.offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try self.escapedScalar()).utf8))
        default: throw self.syntax
        }
    }

    private mutating func escapedScalar() throws(Failure) -> Character {
        let unit = try self.hexadecimalUnit()
        if let scalar = Unicode.Scalar(unit) { return Character(scalar) }

        // What is no scalar is half of a pair; the other half must follow, and the high one comes first.
        guard unit < 0xDC00, self.take(UInt8(ascii: "\\")), self.take(UInt8(ascii: "u")) else { throw .notUTF8 }
        let low = try self.hexadecimalUnit()
        guard (0xDC00...0xDFFF).contains(low) else { throw .notUTF8 }
        let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw .notUTF8 }
        return Character(scalar)
    }

    private mutating func hexadecimalUnit() throws(Failure) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = self.next, let digit = Self.hexadecimalDigit(byte) else { throw self.syntax }
            unit = unit << 4 | UInt16(digit)
            self.offset += 1
        }
        return unit
    }

    private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
