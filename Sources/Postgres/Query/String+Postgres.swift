extension String: PostgresArrayElement {
    /// `text`
    public static var postgresType: PostgresType { .text }
    /// `text[]`
    public static var postgresArrayType: PostgresType { .textArray }

    /// Appends the text in UTF-8.
    ///
    /// - Throws: ``PostgresError/Kind/invalidParameter`` for text with U+0000, which no text of Postgres can hold.
    public func encode(into bytes: inout [UInt8]) throws(PostgresError) {
        guard !self.utf8.contains(0) else {
            throw PostgresError(.invalidParameter, "text with a NUL character cannot be sent to the database")
        }
        bytes.append(contentsOf: self.utf8)
    }

    /// Reads text, names, JSON, enums and other types whose binary form is their text.
    public init(from cell: Cell) throws(PostgresError) {
        if cell.type == .jsonb {
            self = try JSONText(from: cell).text
            return
        }
        guard !cell.isNull, cell.type.isText, let text = cell.withBytes({ String(validating: $0, as: UTF8.self) })
        else { throw cell.mismatch(as: String.self) }
        self = text
    }
}
