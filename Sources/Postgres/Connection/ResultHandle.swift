import CPostgres

/// Owns one `PGresult` and frees it.
///
/// `@unchecked Sendable` holds because libpq never changes a result after handing it out and lets threads share it
/// (PostgreSQL documentation, 34.20 "Behavior in Threaded Programs"); nothing here writes to it.
final class ResultHandle: @unchecked Sendable {
    private let pointer: OpaquePointer
    /// `PQntuples`, read once.
    let rowCount: Int
    /// `PQnfields`, read once.
    let columnCount: Int

    /// Takes over a result.
    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        self.rowCount = Int(PQntuples(pointer))
        self.columnCount = Int(PQnfields(pointer))
    }

    deinit {
        PQclear(self.pointer)
    }

    var status: ExecStatusType {
        PQresultStatus(self.pointer)
    }

    /// Whether the server, or libpq for it, reports an error.
    var isError: Bool {
        switch self.status {
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE, PGRES_NONFATAL_ERROR: true
        default: false
        }
    }

    /// The command's tag without its counts, such as `COMMIT`.
    var commandTag: String {
        PQcmdStatus(self.pointer).map { String(cString: $0) } ?? ""
    }

    /// How many rows the command wrote, or read; zero for one that does neither.
    var affectedRowCount: Int {
        PQcmdTuples(self.pointer).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// All rows.
    var rows: [Row] {
        (0..<self.rowCount).map { Row(result: self, index: $0) }
    }

    /// The name of a column, or its number where it has none.
    func columnName(_ column: Int) -> String {
        guard (0..<self.columnCount).contains(column), let name = PQfname(self.pointer, Int32(column)) else {
            return String(column)
        }
        return String(cString: name)
    }

    /// The first column with this name, letter by letter.
    func columnIndex(_ name: String) -> Int? {
        (0..<self.columnCount).first { self.columnName($0) == name }
    }

    /// One value; `nil` outside the answer.
    func cell(row: Int, column: Int) -> Cell? {
        guard (0..<self.rowCount).contains(row), (0..<self.columnCount).contains(column) else { return nil }
        let (row, column) = (Int32(row), Int32(column))
        let isNull = PQgetisnull(self.pointer, row, column) == 1
        let start = isNull ? nil : PQgetvalue(self.pointer, row, column)
        return Cell(
            result: self,
            column: Int(column),
            start: start.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) },
            count: Int(PQgetlength(self.pointer, row, column)),
            type: PostgresType(rawValue: PQftype(self.pointer, column))
        )
    }

    /// A field of an error or a notice, by its letter in the protocol.
    func errorField(_ field: ErrorField) -> String? {
        PQresultErrorField(self.pointer, field.code).map { String(cString: $0) }
    }
}
