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
        guard RepeatedMember.find(in: Array(json.utf8), limit: 1).isEmpty else { throw .duplicateMember }
    }

    /// The value as JSON in one line, members sorted.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
