/// The lines of a text, each with where it begins and ends.
struct TextLines: Sequence, IteratorProtocol {
    /// One line.
    struct Line {
        /// Its number, from 1.
        let number: Int
        /// Its bytes with the line break.
        let range: Range<Int>
        /// Its bytes without the line break, LF or CRLF.
        let content: ArraySlice<UInt8>
    }

    private let bytes: [UInt8]
    private var position = 0
    private var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Line? {
        guard self.position < self.bytes.count else { return nil }
        let start = self.position
        let end = self.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? self.bytes.count
        self.position = Swift.min(end + 1, self.bytes.count)
        self.number += 1
        var content = self.bytes[start..<end]
        if content.last == UInt8(ascii: "\r") { content = content.dropLast() }
        return Line(number: self.number, range: start..<self.position, content: content)
    }
}
