/// Walks through a cell that holds several values, and never past its end.
struct CellReader {
    private let cell: Cell
    private var offset = 0

    init(_ cell: Cell) {
        self.cell = cell
    }

    /// The next integer, or `nil` at the end.
    mutating func read<Value: FixedWidthInteger>(_ type: Value.Type) -> Value? {
        let size = MemoryLayout<Value>.size
        guard self.cell.count - self.offset >= size else { return nil }
        let offset = self.offset
        self.offset += size
        return self.cell.withBytes { bytes in
            guard bytes.count >= offset + size else { return nil }
            return Value(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: Value.self))
        }
    }

    /// The next bytes as a value of their own; a negative length is NULL.
    mutating func cell(length: Int32, type: PostgresType) -> Cell? {
        guard length >= 0 else {
            return Cell(result: self.cell.result, column: self.cell.column, start: nil, count: 0, type: type)
        }
        guard self.cell.count - self.offset >= Int(length), let start = self.cell.start else { return nil }
        defer { self.offset += Int(length) }
        return Cell(
            result: self.cell.result,
            column: self.cell.column,
            start: start + self.offset,
            count: Int(length),
            type: type
        )
    }
}
