/// What a column holds, as far as a filter's types are concerned.
enum ColumnKind: Sendable, Hashable {
    case text
    case integer
    case number
    case boolean
    case guid
    case time

    init(of value: ColumnValue) {
        switch value {
        case .null, .string: self = .text
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .number: self = .number
        }
    }

    /// The name in OData's type errors.
    var edmName: String {
        switch self {
        case .text: "Edm.String"
        case .integer: "Edm.Int32"
        case .number: "Edm.Decimal"
        case .boolean: "Edm.Boolean"
        case .guid: "Edm.Guid"
        case .time: "Edm.DateTimeOffset"
        }
    }
}
