import Foundation

/// What came back on a connection, byte for byte, and how the connection ended.
struct WireAnswer: Sendable {
    enum End: Sendable, Equatable {
        /// The peer closed in order.
        case closed
        /// The peer reset the connection.
        case reset
        /// The test stopped waiting or had what it wanted.
        case open
    }

    var bytes: [UInt8] = []
    var end = End.open

    var text: String { String(decoding: self.bytes, as: UTF8.self) }

    private var head: String {
        String(self.text.prefix(upTo: self.text.range(of: "\r\n\r\n")?.lowerBound ?? self.text.endIndex))
    }

    var status: Int? {
        let words = self.head.split(separator: " ", maxSplits: 2)
        return words.count > 1 ? Int(words[1]) : nil
    }

    func header(_ name: String) -> String? {
        for line in self.head.components(separatedBy: "\r\n").dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased() == name.lowercased() else { continue }
            return sides[1].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }

    var body: Data {
        let separator = Array("\r\n\r\n".utf8)
        guard let range = Data(self.bytes).range(of: Data(separator)) else { return Data() }
        return Data(self.bytes)[range.upperBound...]
    }

    /// Whether a whole answer with a `Content-Length` is here.
    var isComplete: Bool {
        guard let length = self.header("content-length").flatMap({ Int($0) }) else { return false }
        return self.text.contains("\r\n\r\n") && self.body.count >= length
    }

    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: self.body)
    }
}
