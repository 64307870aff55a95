import Foundation
import Yams

/// The description in JSON.
enum DescriptionJSON {
    /// Why there is none.
    enum Fault: Error {
        /// The YAML says something that JSON cannot.
        case notJSON(line: Int)
    }

    /// JSON that says the same as YAML: the core schema's null, booleans, integers and numbers, all else as text.
    ///
    /// - Throws: ``Fault`` or an error of the YAML reader.
    static func bytes(ofYAML yaml: [UInt8]) throws -> [UInt8] {
        let root = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)) ?? Yams.Node("")
        return Array(try JSONAnswer.encoder().encode(try self.value(of: root)))
    }

    private static func value(of node: Yams.Node) throws -> JSONValue {
        switch node {
        case .mapping(let mapping):
            var members: [String: JSONValue] = [:]
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { throw Fault.notJSON(line: key.mark?.line ?? 0) }
                members[name] = try self.value(of: value)
            }
            return .members(members)
        case .sequence(let sequence):
            return .list(try sequence.map { try self.value(of: $0) })
        case .scalar(let scalar):
            // Quoted, it is text whatever it looks like.
            return scalar.style == .plain ? self.value(ofPlain: scalar.string) : .text(scalar.string)
        case .alias:
            throw Fault.notJSON(line: node.mark?.line ?? 0)
        }
    }

    /// A word by itself is what YAML's core schema says; Yams also knows dates, `yes` and numbers to other bases, which
    /// JSON's readers do not.
    private static func value(ofPlain word: String) -> JSONValue {
        switch word {
        case "", "~", "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        if let integer = Int64(word), String(integer) == word { return .integer(integer) }
        if word.contains("."), word.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }) {
            return Double(word).map { .number($0) } ?? .text(word)
        }
        return .text(word)
    }
}
