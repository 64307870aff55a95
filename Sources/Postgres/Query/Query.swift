/// A statement whose values are bound, never spliced.
///
/// `"SELECT name FROM tenant WHERE id = \(id)"` sends `$1` and the value apart from it. Text becomes part of the
/// statement only through `\(unsafe:)`, and another query, with its values, through `\(query)`.
public struct Query: Sendable {
    /// Where a value lies in ``bytes``, and its type.
    struct Parameter: Hashable, Sendable {
        let type: PostgresType
        /// `nil` for NULL.
        let range: Range<Int>?
    }

    /// Postgres holds no value of 1 GiB or more (`MaxAllocSize` in `src/include/utils/memutils.h`).
    static let maximumValueLength = (1 << 30) - 1
    /// The protocol counts values in 16 bits.
    static let maximumParameterCount = 65_535

    /// The text around the values: always one more than there are values.
    private(set) var segments: [String] = [""]
    private(set) var parameters: [Parameter] = []
    /// The values, one after the other, in binary format.
    private(set) var bytes: [UInt8] = []
    /// Why the query cannot be sent. Interpolation cannot throw, so sending does.
    private(set) var flaw: PostgresError?

    /// A query without text; `append` makes it grow.
    public init() {}

    /// A query made of text alone. The word stands out because nothing in the text is bound.
    public init(unsafe text: String) {
        self.append(unsafe: text)
    }

    /// The statement with `$1`, `$2`, … where the values go.
    public var sql: String {
        var sql = self.segments.first ?? ""
        for (index, segment) in self.segments.dropFirst().enumerated() {
            sql += "$\(index + 1)\(segment)"
        }
        return sql
    }

    /// Appends text to the statement.
    public mutating func append(unsafe text: String) {
        if text.utf8.contains(0) {
            self.flaw = self.flaw ?? PostgresError(.invalidParameter, "a statement has a NUL character")
        }
        self.segments[self.segments.count - 1] += text
    }

    /// Appends a bound value.
    public mutating func append<Value: PostgresEncodable>(_ value: Value) {
        let start = self.bytes.count
        var range: Range<Int>?
        if !value.isPostgresNull {
            do {
                try value.encode(into: &self.bytes)
            } catch {
                self.flaw = self.flaw ?? error
            }
            range = start..<self.bytes.count
            if self.bytes.count - start > Self.maximumValueLength {
                let flaw = PostgresError(.invalidParameter, "a value is longer than the database can hold")
                self.flaw = self.flaw ?? flaw
            }
        }
        if self.parameters.count >= Self.maximumParameterCount {
            self.flaw = self.flaw ?? PostgresError(.invalidParameter, "a statement has more than 65535 values")
        }
        self.parameters.append(Parameter(type: Value.postgresType, range: range))
        self.segments.append("")
    }

    /// Appends another query with its values.
    public mutating func append(_ query: Query) {
        let offset = self.bytes.count
        self.flaw = self.flaw ?? query.flaw
        self.bytes += query.bytes
        self.parameters += query.parameters.map { parameter in
            Parameter(
                type: parameter.type,
                range: parameter.range.map { $0.lowerBound + offset..<$0.upperBound + offset }
            )
        }
        self.segments[self.segments.count - 1] += query.segments.first ?? ""
        self.segments += query.segments.dropFirst()
    }
}

extension Query: CustomStringConvertible, CustomReflectable {
    /// The statement without its values.
    public var description: String { self.sql }

    /// The statement alone, so that `dump` shows no value.
    public var customMirror: Mirror { Mirror(self, children: ["sql": self.sql]) }
}
