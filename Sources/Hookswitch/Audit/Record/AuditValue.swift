/// A value of JSON in an audit record.
public enum AuditValue: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([AuditValue])
    case members([String: AuditValue])

    /// Reads any JSON.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.singleValueContainer() {
            if container.decodeNil() {
                self = .null
                return
            }
            if let text = try? container.decode(String.self) {
                self = .text(text)
                return
            }
            if let boolean = try? container.decode(Bool.self) {
                self = .boolean(boolean)
                return
            }
            if let integer = try? container.decode(Int64.self) {
                self = .integer(integer)
                return
            }
            if let number = try? container.decode(Double.self) {
                self = .number(number)
                return
            }
        }
        if let list = try? [AuditValue](from: decoder) {
            self = .list(list)
        } else {
            self = .members(try [String: AuditValue](from: decoder))
        }
    }

    /// Writes it as the same JSON.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .members(let value): try container.encode(value)
        }
    }
}

extension AuditValue {
    /// The text, if it is one.
    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The whole number, if it is one.
    var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }
}
