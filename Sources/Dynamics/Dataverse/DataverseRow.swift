import Routing

/// A row of a table as far as it was asked for.
struct DataverseRow: Sendable {
    /// The row's identifier, a GUID in lower case.
    let id: String

    /// What stands in the phone columns that are not empty, in the table's order.
    let phones: [(column: String, text: String)]

    /// Reads the rows of an answer.
    ///
    /// A link to further rows is ignored: the question bounded their number, and following it would let an answer
    /// choose where we call next.
    static func read(_ response: UpstreamResponse, of query: DataverseQuery) throws(DynamicsError) -> [DataverseRow] {
        guard let values = try response.json()["value"]?.array else { throw .invalidResponse(.shape) }
        guard values.count <= query.rowCount else { throw .invalidResponse(.tooManyRows) }
        var rows: [DataverseRow] = []
        for value in values { rows.append(try self.row(value, of: query.table)) }
        return rows
    }

    private static func row(_ value: JSONText, of table: DirectoryTable) throws(DynamicsError) -> DataverseRow {
        guard let id = value[table.identifierColumn]?.string, GUID.isValid(id.utf8) else {
            throw .invalidResponse(.shape)
        }
        var phones: [(column: String, text: String)] = []
        for column in table.phoneColumns {
            switch value[column] {
            case .string(let text): phones.append((column, text))
            case .null, nil: continue
            default: throw .invalidResponse(.shape)
            }
        }
        return DataverseRow(id: id.lowercased(), phones: phones)
    }

    /// The first column that holds the number, read anew from what the row says.
    ///
    /// A number in E.164 form is itself even where its plan is not known to have it: plans grow faster than libraries.
    func column(holding number: PhoneNumber, reader: PhoneNumberReader) -> String? {
        self.phones.first { $0.text == number.e164 || reader.read($0.text) == number }?.column
    }
}
