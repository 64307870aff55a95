/// One row of an answer.
///
/// A row keeps the whole answer that it came with in memory; take the values out of it and let it go.
public struct Row: Sendable {
    let result: ResultHandle
    let index: Int

    /// How many columns the row has.
    public var columnCount: Int { self.result.columnCount }

    /// The value of the first column with this name.
    ///
    /// - Throws: ``PostgresError/Kind/decoding`` if there is no such column or it does not hold such a value.
    public func decode<Value: PostgresDecodable>(
        _ column: String,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let index = self.result.columnIndex(column) else {
            throw PostgresError(.decoding, "the answer has no column \(column)")
        }
        return try self.decode(index, as: type)
    }

    /// The value of a column by its place, from zero.
    ///
    /// - Throws: ``PostgresError/Kind/decoding`` if there is no such column or it does not hold such a value.
    public func decode<Value: PostgresDecodable>(
        _ column: Int,
        as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let cell = self.result.cell(row: self.index, column: column) else {
            throw PostgresError(.decoding, "the answer has no column \(column)")
        }
        return try Value(from: cell)
    }
}
