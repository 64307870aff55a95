import Foundation

/// Cuts a decoded `$filter` into words.
struct FilterLexer {
    private let bytes: [UInt8]
    private let text: String
    private var index = 0
    /// Where the latest token began, for errors.
    private(set) var position = 0

    init(_ text: String) {
        self.text = text
        self.bytes = Array(text.utf8)
    }

    private var current: UInt8? { self.index < self.bytes.count ? self.bytes[self.index] : nil }

    mutating func next() throws(DataverseFailure) -> FilterToken {
        while self.current == UInt8(ascii: " ") || self.current == UInt8(ascii: "\t") { self.index += 1 }
        self.position = self.index
        guard let byte = self.current else { return .end }
        let symbols: [UInt8: FilterToken] = [
            UInt8(ascii: "("): .open, UInt8(ascii: ")"): .close, UInt8(ascii: "["): .openList,
            UInt8(ascii: "]"): .closeList, UInt8(ascii: ","): .comma, UInt8(ascii: "="): .equals,
        ]
        if let symbol = symbols[byte] {
            self.index += 1
            return symbol
        }
        switch byte {
        case UInt8(ascii: "'"): return try self.singleQuoted()
        case UInt8(ascii: "\""): return try self.doubleQuoted()
        default: return try self.word()
        }
    }

    func failure() -> DataverseFailure { .syntax(at: self.position, in: self.text) }

    /// A text in single quotes; a quote inside it is doubled.
    private mutating func singleQuoted() throws(DataverseFailure) -> FilterToken {
        let quote = UInt8(ascii: "'")
        var content: [UInt8] = []
        self.index += 1
        while let byte = self.current {
            self.index += 1
            if byte != quote {
                content.append(byte)
            } else if self.current == quote {
                content.append(quote)
                self.index += 1
            } else {
                return .string(String(decoding: content, as: UTF8.self))
            }
        }
        throw .query("There is an unterminated string literal at position \(self.bytes.count) in '\(self.text)'.")
    }

    /// A text of a JSON list.
    private mutating func doubleQuoted() throws(DataverseFailure) -> FilterToken {
        let start = self.index
        self.index += 1
        while let byte = self.current {
            self.index += 1
            if byte == UInt8(ascii: "\\") {
                self.index += 1
            } else if byte == UInt8(ascii: "\"") {
                let literal = Data(self.bytes[start..<min(self.index, self.bytes.count)])
                do {
                    return .string(try JSONDecoder().decode(String.self, from: literal))
                } catch {
                    throw self.failure()
                }
            }
        }
        throw .query("There is an unterminated string literal at position \(self.bytes.count) in '\(self.text)'.")
    }

    private mutating func word() throws(DataverseFailure) -> FilterToken {
        let start = self.index
        while let byte = self.current, Self.isWordPart(byte) { self.index += 1 }
        guard self.index > start else { throw self.failure() }
        let word = String(decoding: self.bytes[start..<self.index], as: UTF8.self)
        if let value = Int(word), !word.hasPrefix("+") { return .integer(value) }
        if UUID(uuidString: word) != nil { return .guid(word.lowercased()) }
        guard let first = word.utf8.first, Self.isNumberStart(first) else { return .word(word) }
        guard let value = Double(word), value.isFinite else {
            // An RFC 3339 time, which is written without quotes.
            guard word.utf8.contains(UInt8(ascii: ":")) || word.utf8.count == "2026-01-01".utf8.count else {
                throw self.failure()
            }
            return .string(word)
        }
        return .number(value)
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        ColumnName.isPart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "/")
    }

    private static func isNumberStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
