/// A text of SQL, as its statements.
enum SQLScript {
    /// Cuts a text at the semicolons that end statements: not at those in quotes, comments and bodies of functions. Comments
    /// that stand before a statement stay with it.
    static func statements(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var statements: [String] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            if let end = Self.endOfQuoted(bytes, at: index) {
                index = end
            } else {
                if bytes[index] == UInt8(ascii: ";") {
                    statements.append(Self.trimmed(bytes[start...index]))
                    start = index + 1
                }
                index += 1
            }
        }
        let rest = Self.trimmed(bytes[start...])
        return (statements + [rest]).filter { !Self.bare($0).isEmpty }
    }

    /// A statement without its comments, its words one space apart.
    static func bare(_ statement: String) -> String {
        let bytes = Array(statement.utf8)
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let end = Self.endOfComment(bytes, at: index) {
                kept.append(UInt8(ascii: " "))
                index = end
            } else if let end = Self.endOfQuoted(bytes, at: index) {
                kept += bytes[index..<end]
                index = end
            } else {
                kept.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: kept, as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Where a comment ends that begins here; `nil` if none does.
    private static func endOfComment(_ bytes: [UInt8], at index: Int) -> Int? {
        guard index + 1 < bytes.count else { return nil }
        switch (bytes[index], bytes[index + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")):
            return bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            return Self.end(of: [UInt8(ascii: "*"), UInt8(ascii: "/")], in: bytes, from: index + 2)
        default: return nil
        }
    }

    /// Where a comment, a string, a quoted name or a dollar-quoted body ends that begins here; `nil` if none does.
    private static func endOfQuoted(_ bytes: [UInt8], at index: Int) -> Int? {
        if let end = Self.endOfComment(bytes, at: index) { return end }
        switch bytes[index] {
        // A doubled quote ends one string and begins the next, which comes to the same.
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return Self.end(of: [bytes[index]], in: bytes, from: index + 1)
        case UInt8(ascii: "$"):
            var tagEnd = index + 1
            while tagEnd < bytes.count, Self.isTag(bytes[tagEnd]) { tagEnd += 1 }
            guard tagEnd < bytes.count, bytes[tagEnd] == UInt8(ascii: "$") else { return nil }
            return Self.end(of: Array(bytes[index...tagEnd]), in: bytes, from: tagEnd + 1)
        default: return nil
        }
    }

    private static func isTag(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Behind the next place of a text; the end of all if there is none.
    private static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index + mark.count <= bytes.count {
            if bytes[index..<(index + mark.count)].elementsEqual(mark) { return index + mark.count }
            index += 1
        }
        return bytes.count
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let front = text.drop(while: \.isWhitespace)
        return String(front.reversed().drop(while: \.isWhitespace).reversed())
    }
}
