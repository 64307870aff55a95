import Foundation

/// The name of a spool file: whose it is and which of the writer's files, `<writer>-<number>.spool`.
struct SegmentName: Hashable, Comparable, Sendable {
    private static let ending = ".spool"
    private static let uuidByteCount = 36
    private static let digitCount = 8

    /// Whose file it is.
    let writer: UUID
    /// Which of the writer's files, from 1.
    let number: Int

    init(writer: UUID, number: Int) {
        self.writer = writer
        self.number = number
    }

    /// Reads a file's name; `nil` if it is no spool file's.
    init?(parsing name: String) {
        guard name.hasSuffix(Self.ending) else { return nil }
        let stem = name.dropLast(Self.ending.count)
        guard let writer = UUID(uuidString: String(stem.prefix(Self.uuidByteCount))) else { return nil }
        let rest = stem.dropFirst(Self.uuidByteCount)
        guard rest.first == "-", let number = Int(rest.dropFirst()), number > 0 else { return nil }
        self.writer = writer
        self.number = number
        guard self.text == name else { return nil }
    }

    /// The file's name.
    var text: String {
        let digits = String(self.number)
        let zeros = String(repeating: "0", count: max(0, Self.digitCount - digits.count))
        return "\(self.writer.uuidString.lowercased())-\(zeros)\(digits)\(Self.ending)"
    }

    /// A writer's files in the order in which they were written.
    static func < (left: SegmentName, right: SegmentName) -> Bool {
        (left.writer.uuidString, left.number) < (right.writer.uuidString, right.number)
    }
}
