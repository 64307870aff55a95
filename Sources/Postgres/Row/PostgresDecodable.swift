/// A value that a ``Row`` can give.
public protocol PostgresDecodable: Sendable {
    /// Reads the value.
    ///
    /// - Throws: ``PostgresError/Kind/decoding`` if the cell is NULL, has another type, or the wrong length for it.
    init(from cell: Cell) throws(PostgresError)
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// Reads the raw value and refuses one that has no case.
    public init(from cell: Cell) throws(PostgresError) {
        guard let value = Self(rawValue: try RawValue(from: cell)) else { throw cell.mismatch(as: Self.self) }
        self = value
    }
}
