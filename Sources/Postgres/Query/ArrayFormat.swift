/// The binary format of arrays of one dimension: dimensions, a flag for NULLs, the element's type, length, lower bound,
/// then each element with its length.
///
/// Source: `array_recv` in `src/backend/utils/adt/arrayfuncs.c` of PostgreSQL 15.
enum ArrayFormat {
    /// A NULL element has this instead of a length.
    static let nullLength: Int32 = -1

    static func encode<Element: PostgresEncodable>(
        _ array: [Element],
        type: PostgresType,
        into bytes: inout [UInt8]
    ) throws(PostgresError) {
        guard let count = Int32(exactly: array.count) else {
            throw PostgresError(.invalidParameter, "an array has more elements than Postgres can count")
        }
        bytes.append(bigEndian: Int32(array.isEmpty ? 0 : 1))
        bytes.append(bigEndian: Int32(array.contains { $0.isPostgresNull } ? 1 : 0))
        bytes.append(bigEndian: type.rawValue)
        guard count > 0 else { return }
        bytes.append(bigEndian: count)
        bytes.append(bigEndian: Int32(1))
        for element in array {
            try self.append(element, to: &bytes)
        }
    }

    /// Appends the length of a value and the value.
    static func append(_ element: some PostgresEncodable, to bytes: inout [UInt8]) throws(PostgresError) {
        guard !element.isPostgresNull else {
            bytes.append(bigEndian: self.nullLength)
            return
        }
        let start = bytes.count
        bytes.append(bigEndian: Int32(0))
        try element.encode(into: &bytes)
        guard let length = Int32(exactly: bytes.count - start - MemoryLayout<Int32>.size) else {
            throw PostgresError(.invalidParameter, "a value is longer than Postgres can hold")
        }
        withUnsafeBytes(of: length.bigEndian) { raw in
            for (offset, byte) in raw.enumerated() { bytes[start + offset] = byte }
        }
    }

    static func decode<Element: PostgresDecodable>(_ cell: Cell) throws(PostgresError) -> [Element] {
        var reader = CellReader(cell)
        guard let dimensions = reader.read(Int32.self), reader.read(Int32.self) != nil,
            let type = reader.read(UInt32.self)
        else { throw cell.mismatch(as: [Element].self) }
        guard dimensions != 0 else { return [] }
        guard dimensions == 1, let count = reader.read(Int32.self), count >= 0, reader.read(Int32.self) != nil else {
            throw cell.mismatch(as: [Element].self)
        }
        var elements: [Element] = []
        // Each element has at least its length, so a count beyond that is a lie that must not reserve memory.
        elements.reserveCapacity(min(Int(count), cell.count / MemoryLayout<Int32>.size))
        for _ in 0..<count {
            guard let length = reader.read(Int32.self),
                let element = reader.cell(length: length, type: PostgresType(rawValue: type))
            else { throw cell.mismatch(as: [Element].self) }
            elements.append(try Element(from: element))
        }
        return elements
    }
}
