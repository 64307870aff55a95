/// Writes rows in the binary format of COPY, for ``SQLExecutor/copyIn(_:chunks:)``.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format". Each row is ``startRow()`` and then one `append` for each
/// column, in the column's own type: the server converts nothing.
public struct CopyBinaryWriter: Sendable {
    /// `PGCOPY\n\377\r\n\0`, no flags, no extension.
    static let header: [UInt8] = [
        0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]
    /// The length of a NULL, and the field count that ends the data.
    static let minusOne: Int32 = -1
    /// A chunk is handed on when it is as long as this: few messages, and no second copy of all data in libpq.
    static let chunkLength = 65_536

    /// How many columns each row has.
    public let columnCount: Int16
    /// How many rows were begun.
    public private(set) var rowCount = 0

    private var chunks: [[UInt8]] = []
    private var chunk: [UInt8] = Self.header
    private var fieldCount = 0
    private var flaw: PostgresError?

    /// Begins data of rows with this many columns.
    public init(columnCount: Int16) {
        self.columnCount = columnCount
    }

    /// Begins the next row.
    public mutating func startRow() {
        self.checkRow()
        self.rowCount += 1
        self.fieldCount = 0
        if self.chunk.count >= Self.chunkLength {
            self.chunks.append(self.chunk)
            self.chunk = []
            self.chunk.reserveCapacity(Self.chunkLength)
        }
        self.chunk.append(bigEndian: self.columnCount)
    }

    /// Appends NULL.
    public mutating func appendNull() {
        self.fieldCount += 1
        self.chunk.append(bigEndian: Self.minusOne)
    }

    /// Appends any value that a query could bind, in the format of its own type.
    public mutating func append(_ value: some PostgresEncodable) {
        self.fieldCount += 1
        do throws(PostgresError) {
            try ArrayFormat.append(value, to: &self.chunk)
        } catch {
            self.flaw = self.flaw ?? error
        }
    }

    /// Appends a value of type `text` from its UTF-8 bytes; the server refuses what is not UTF-8.
    public mutating func append(text bytes: some Collection<UInt8>) {
        if bytes.contains(0) {
            self.flaw =
                self.flaw
                ?? PostgresError(.invalidParameter, "text with a NUL character cannot be sent to the database")
        }
        self.append(bytes: bytes)
    }

    /// Appends a value of type `bytea`.
    public mutating func append(bytes: some Collection<UInt8>) {
        self.fieldCount += 1
        guard let length = Int32(exactly: bytes.count) else {
            self.flaw = self.flaw ?? PostgresError(.invalidParameter, "a value is longer than the database can hold")
            return
        }
        self.chunk.append(bigEndian: length)
        self.chunk.append(contentsOf: bytes)
    }

    /// Appends a value of type `timestamp with time zone`.
    ///
    /// - Parameter microseconds: Since 1970-01-01T00:00:00Z.
    public mutating func append(microsecondsSince1970 microseconds: Int64) {
        let epoch = Int64(946_684_800) * 1_000_000
        let (moment, overflow) = microseconds.subtractingReportingOverflow(epoch)
        if overflow {
            self.flaw =
                self.flaw ?? PostgresError(.invalidParameter, "a moment is outside what the database can hold")
        }
        self.append(moment)
    }

    /// Ends the data.
    ///
    /// - Throws: ``PostgresError/Kind/invalidParameter`` for the first value that cannot be sent, or for a row with more
    ///   or fewer columns than it must have.
    public mutating func finish() throws(PostgresError) -> [[UInt8]] {
        self.checkRow()
        if let flaw = self.flaw { throw flaw }
        self.chunk.append(bigEndian: Int16(-1))
        return self.chunks + [self.chunk]
    }

    private mutating func checkRow() {
        guard self.rowCount > 0, self.fieldCount != Int(self.columnCount) else { return }
        self.flaw = self.flaw ?? PostgresError(.invalidParameter, "a row has more or fewer columns than it must have")
    }
}
