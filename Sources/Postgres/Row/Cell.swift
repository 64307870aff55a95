/// One value of a row: its type and its bytes in that type's binary format.
public struct Cell {
    /// What owns the memory that ``start`` points into.
    let result: ResultHandle
    let column: Int
    /// `nil` for NULL.
    let start: UnsafePointer<UInt8>?
    let count: Int

    /// The type that the server gave the column, or the array's element.
    public let type: PostgresType

    /// Whether the value is SQL's NULL.
    public var isNull: Bool { self.start == nil }

    /// The value in the binary format of its type; empty for NULL.
    public var bytes: [UInt8] {
        self.withBytes { [UInt8]($0) }
    }

    /// Lends the bytes; they lie in the result, which this cell keeps alive.
    func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        withExtendedLifetime(self.result) {
            body(UnsafeBufferPointer(start: self.start, count: self.start == nil ? 0 : self.count))
        }
    }

    /// The integer of exactly this width that the cell holds; `nil` if its length is another.
    func integer<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        self.withBytes { bytes in
            guard bytes.count == MemoryLayout<Value>.size else { return nil }
            return Value(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(as: Value.self))
        }
    }

    /// The error for a value that is NULL, or whose type is not what was asked for.
    public func mismatch(as type: any Any.Type) -> PostgresError {
        let name = self.result.columnName(self.column)
        if self.isNull { return PostgresError(.decoding, "column \(name) is NULL, not \(type)") }
        return PostgresError(
            .decoding,
            "column \(name) of type OID \(self.type.rawValue) cannot be read as \(type); cast it in the statement"
        )
    }
}
