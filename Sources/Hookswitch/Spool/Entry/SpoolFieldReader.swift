import Foundation
import Routing

/// Reads the fields of one frame's body. Nothing in the bytes can make it trap.
struct SpoolFieldReader {
    /// The field is cut short, or its content is none that this binary knows.
    struct Unreadable: Error {}

    private let bytes: [UInt8]
    private var index: Int
    private let end: Int

    /// Reads `range` of `bytes`, which must lie within them.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        self.index = range.lowerBound
        self.end = range.upperBound
    }

    /// Whether all was read.
    var isAtEnd: Bool {
        self.index == self.end
    }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) throws(Unreadable) -> Value {
        let field = try self.take(MemoryLayout<Value>.size)
        return field.reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    mutating func uuid() throws(Unreadable) -> UUID {
        let high = try self.integer(UInt64.self)
        let low = try self.integer(UInt64.self)
        return UUID(high: high.byteSwapped, low: low.byteSwapped)
    }

    /// A field of bytes with its length in two bytes before it.
    mutating func field() throws(Unreadable) -> [UInt8] {
        Array(try self.take(Int(try self.integer(UInt16.self))))
    }

    /// Text with its length in two bytes before it.
    mutating func text() throws(Unreadable) -> String {
        try Self.text(try self.take(Int(try self.integer(UInt16.self))))
    }

    /// Text with its length in one byte before it.
    mutating func shortText() throws(Unreadable) -> String {
        try Self.text(try self.take(Int(try self.integer(UInt8.self))))
    }

    /// A telephone number's digits.
    mutating func phoneNumber() throws(Unreadable) -> PhoneNumber {
        let digits = try self.shortText()
        do {
            return try PhoneNumber(parsing: "+" + digits)
        } catch {
            throw Unreadable()
        }
    }

    private mutating func take(_ count: Int) throws(Unreadable) -> ArraySlice<UInt8> {
        guard count <= self.end - self.index else { throw Unreadable() }
        defer { self.index += count }
        return self.bytes[self.index..<self.index + count]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(Unreadable) -> String {
        // What is no UTF-8 is repaired, and then is not the same any more. `String(validating:)` says so too, but without
        // code made for this type, which was a quarter of what reading an entry took.
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.elementsEqual(bytes) else { throw Unreadable() }
        return text
    }
}
