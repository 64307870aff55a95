/// Reads JSON (RFC 8259) forward, byte by byte, without copying and without building a tree.
///
/// It is stricter than the standard where a stranger could profit: depth has a limit, a string that is kept has one and may
/// hold no control character, not even escaped. What is only stepped over is bounded by the body and need not please us: a
/// call must not be lost for a member that nobody reads. Every byte is read behind a comparison with the end, so no input
/// traps.
struct JSONScanner {
    /// Levels of objects and arrays. A call has two.
    static let maximumDepth = 8
    /// Bytes of a string that is kept, its escapes replaced. Numbers and GUIDs have under 40.
    static let maximumStringByteCount = 1024

    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    /// - Parameter bytes: The text, which must outlive the scanner.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The byte at the scanner; `nil` at the end.
    var byte: UInt8? {
        self.offset < self.bytes.count ? self.bytes[self.offset] : nil
    }

    /// Steps over white space, and over one byte after it if it is this one.
    mutating func take(_ expected: UInt8) -> Bool {
        self.skipSpace()
        guard self.byte == expected else { return false }
        self.step(1)
        return true
    }

    /// Steps over white space.
    mutating func skipSpace() {
        while let byte = self.byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            self.step(1)
        }
    }

    /// Steps over bytes that were looked at.
    mutating func step(_ count: Int) {
        self.offset += count
    }

    /// Steps over the byte order mark that some senders put before JSON, which allows none.
    mutating func takeByteOrderMark() -> Bool {
        guard self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return false }
        self.offset = 3
        return true
    }

    /// Steps over a value, whatever it is.
    ///
    /// - Parameter depth: How many objects and arrays are open around it.
    mutating func skipValue(depth: Int) throws(InboundCallError.Reason) {
        self.skipSpace()
        switch self.byte {
        case UInt8(ascii: "\""): _ = try self.anyString()
        case UInt8(ascii: "{"):
            try self.members(depth: depth) { (scanner, _) throws(InboundCallError.Reason) in
                try scanner.skipValue(depth: depth + 1)
            }
        case UInt8(ascii: "["): try self.skipArray(depth: depth)
        case UInt8(ascii: "t"): try self.skip("true")
        case UInt8(ascii: "f"): try self.skip("false")
        case UInt8(ascii: "n"): try self.skip("null")
        default: try self.skipNumber()
        }
    }

    /// Steps over an object, and calls back at each member's value.
    ///
    /// - Parameters:
    ///   - depth: How many objects and arrays are open around it.
    ///   - value: Steps over the value of the member with this name.
    mutating func members(
        depth: Int,
        value: (inout JSONScanner, JSONText) throws(InboundCallError.Reason) -> Void
    ) throws(InboundCallError.Reason) {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        guard self.take(UInt8(ascii: "{")) else { throw .notJSON }
        if self.take(UInt8(ascii: "}")) { return }

        repeat {
            self.skipSpace()
            let name = try self.anyString()
            guard self.take(UInt8(ascii: ":")) else { throw .notJSON }
            try value(&self, name)
        } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "}")) else { throw .notJSON }
    }

    /// Steps over `true` or `false`; `nil` if the value is neither, and then nothing is stepped over.
    mutating func boolean() throws(InboundCallError.Reason) -> Bool? {
        self.skipSpace()
        switch self.byte {
        case UInt8(ascii: "t"):
            try self.skip("true")
            return true
        case UInt8(ascii: "f"):
            try self.skip("false")
            return false
        default:
            return nil
        }
    }

    /// The bytes of a string whose escapes, if any, stay as they were written.
    func raw(_ text: JSONText) -> Slice<UnsafeRawBufferPointer> {
        self.bytes[text.range]
    }

    private mutating func skipArray(depth: Int) throws(InboundCallError.Reason) {
        guard depth < Self.maximumDepth else { throw .tooDeep }
        guard self.take(UInt8(ascii: "[")) else { throw .notJSON }
        if self.take(UInt8(ascii: "]")) { return }
        repeat { try self.skipValue(depth: depth + 1) } while self.take(UInt8(ascii: ","))
        guard self.take(UInt8(ascii: "]")) else { throw .notJSON }
    }

    private mutating func skip(_ word: StaticString) throws(InboundCallError.Reason) {
        for index in 0..<word.utf8CodeUnitCount {
            guard self.byte == word.utf8Start[index] else { throw .notJSON }
            self.step(1)
        }
    }

    /// Steps over a number without reading its value, which may be beyond any type.
    private mutating func skipNumber() throws(InboundCallError.Reason) {
        if self.byte == UInt8(ascii: "-") { self.step(1) }
        if self.byte == UInt8(ascii: "0") {
            self.step(1)
        } else {
            try self.skipDigits()
        }
        if self.byte == UInt8(ascii: ".") {
            self.step(1)
            try self.skipDigits()
        }
        if self.byte == UInt8(ascii: "e") || self.byte == UInt8(ascii: "E") {
            self.step(1)
            if self.byte == UInt8(ascii: "+") || self.byte == UInt8(ascii: "-") { self.step(1) }
            try self.skipDigits()
        }
    }

    private mutating func skipDigits() throws(InboundCallError.Reason) {
        let start = self.offset
        while let byte = self.byte, byte &- UInt8(ascii: "0") <= 9 { self.step(1) }
        guard self.offset > start else { throw .notJSON }
    }
}
