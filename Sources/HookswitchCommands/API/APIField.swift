import ArgumentParser

/// A member of a raw call's body or query: `key=value`.
struct APIField: Hashable, Sendable {
    /// A value by what it looks like.
    enum Value: Hashable, Sendable {
        case text(String)
        case integer(Int)
        case truth(Bool)
        case null
    }

    /// The member's name.
    let key: String
    /// As it was typed.
    let text: String
    /// Whether numbers, `true`, `false` and `null` are what they look like, and not text.
    let isTyped: Bool

    /// Reads `key=value`.
    ///
    /// - Throws: A `ValidationError` if there is no key.
    init(parsing text: String, isTyped: Bool) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { throw ValidationError("'\(text)' is not key=value.") }
        self.key = String(parts[0])
        self.text = String(parts[1])
        self.isTyped = isTyped
    }

    /// The value in a JSON body.
    var value: Value {
        guard self.isTyped else { return .text(self.text) }
        switch self.text {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .null
        default:
            // A number as JSON writes it, and only if nothing is lost: +358… and 0042 are text.
            guard let number = Int(self.text), String(number) == self.text else { return .text(self.text) }
            return .integer(number)
        }
    }
}

extension APIField.Value: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .truth(let truth): try container.encode(truth)
        case .null: try container.encodeNil()
        }
    }
}
