extension Query: ExpressibleByStringInterpolation {
    /// Collects the text and the values of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        var query = Query()

        /// Begins a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Appends what the program's own source says.
        public mutating func appendLiteral(_ literal: String) {
            self.query.append(unsafe: literal)
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some PostgresEncodable) {
            self.query.append(value)
        }

        /// Binds a value or NULL. Without this overload the compiler warns that an optional is printed.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            self.query.append(value)
        }

        /// Puts another query, with its values, in this place.
        public mutating func appendInterpolation(_ query: Query) {
            self.query.append(query)
        }

        /// Splices text into the statement.
        public mutating func appendInterpolation(unsafe text: String) {
            self.query.append(unsafe: text)
        }
    }

    /// A statement without values.
    public init(stringLiteral value: String) {
        self.init(unsafe: value)
    }

    /// A statement with the values of a literal.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.query
    }
}
