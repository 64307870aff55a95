import Foundation

extension AuditValue {
    /// Why a text is not a value.
    enum ReadingError: Error, Hashable, Sendable {
        /// It is not JSON.
        case syntax
        /// An object has a member twice: two readers might each believe another one.
        case duplicateMember
    }

    /// Reads JSON.
    init(json: String) throws(ReadingError) {
        do {
            self = try JSONDecoder().decode(AuditValue.self, from: Data(json.utf8))
        } catch {
            throw .syntax
        }
        guard Self.colonCount(in: json) == self.memberCount else { throw .duplicateMember }
    }

    /// The value as JSON in one line, members sorted.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// How many members there are, at every depth.
    private var memberCount: Int {
        switch self {
        case .list(let elements): elements.reduce(0) { $0 + $1.memberCount }
        case .members(let members): members.values.reduce(members.count) { $0 + $1.memberCount }
        default: 0
        }
    }

    /// How many members the text writes: the colons outside of strings. The decoder drops one of two with the same name
    /// and says nothing.
    private static func colonCount(in json: String) -> Int {
        var count = 0
        var isInString = false
        var isEscaped = false
        for byte in json.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            } else if byte == UInt8(ascii: ":") {
                count += 1
            }
        }
        return count
    }
}
