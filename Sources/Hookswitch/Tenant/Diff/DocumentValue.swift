import Foundation

/// A value of a tenant document in JSON, compared and shown without being understood: also of a document that another
/// version of Hookswitch wrote.
public enum DocumentValue: Hashable, Sendable {
    /// Nothing.
    case null
    /// Text; numbers and Booleans, which documents of ours do not have, are kept as they are written.
    case text(String)
    /// A list.
    case list([DocumentValue])
    /// Members by name.
    case members([String: DocumentValue])

    /// A document that has no member yet.
    static let empty = DocumentValue.members([:])

    /// Reads JSON.
    ///
    /// - Throws: A `DecodingError` if it is none.
    init(json: String) throws {
        self = try JSONDecoder().decode(DocumentValue.self, from: Data(json.utf8))
    }

    /// A member; `nil` if there is none of that name, or no members at all.
    subscript(name: String) -> DocumentValue? {
        if case .members(let members) = self { members[name] } else { nil }
    }

    /// The same value with one member set; a value that has no members stays as it is.
    func setting(_ name: String, to value: DocumentValue) -> DocumentValue {
        guard case .members(var members) = self else { return self }
        members[name] = value
        return .members(members)
    }
}

extension DocumentValue: Codable {
    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let members = try? container.decode([String: DocumentValue].self) {
            self = .members(members)
        } else if let list = try? container.decode([DocumentValue].self) {
            self = .list(list)
        } else if let boolean = try? container.decode(Bool.self) {
            self = .text(String(boolean))
        } else if let integer = try? container.decode(Int64.self) {
            self = .text(String(integer))
        } else {
            self = .text(String(try container.decode(Double.self)))
        }
    }

    /// Writes the value as JSON.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .members(let members): try container.encode(members)
        }
    }
}

extension DocumentValue: CustomStringConvertible {
    /// The value in one line, for people: text as it is, all else as JSON.
    public var description: String {
        if case .text(let text) = self { text } else { self.json }
    }

    private var json: String {
        switch self {
        case .null: "null"
        case .text(let text): "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        case .list(let list): "[" + list.map(\.json).joined(separator: ", ") + "]"
        case .members(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.json)" }.joined(separator: ", ")
                + "}"
        }
    }
}
