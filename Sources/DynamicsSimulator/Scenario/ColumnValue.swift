/// A value in a row of a Dataverse table.
public enum ColumnValue: Sendable, Hashable {
    /// No value.
    case null
    /// A Yes/No column's value.
    case boolean(Bool)
    /// A whole number or the number of a choice.
    case integer(Int)
    /// A decimal number.
    case number(Double)
    /// Text; a GUID or a time too.
    case string(String)

    var json: JSONText {
        switch self {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        }
    }
}

extension ColumnValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// Yes or no.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// No value.
    public init(nilLiteral: ()) { self = .null }
}
