/// The decoded options of a Dataverse query.
struct QueryOptions: Sendable {
    /// Dataverse's own ceiling for a request's URL.
    static let maximumByteCount = 32_768

    private static let known: Set<String> = [
        "$filter", "$select", "$top", "$orderby", "$count", "$skiptoken",
    ]

    private var values: [String: String] = [:]

    /// - Parameter query: What followed `?`, exactly as on the wire.
    init(_ query: String?) throws(DataverseFailure) {
        guard let query else { return }
        guard query.utf8.count <= Self.maximumByteCount else {
            throw .init(status: 414, code: "0x80060888", message: "The request URL is too long.")
        }
        guard let pairs = FormEncoding.pairs(Array(query.utf8)) else {
            throw .query("Bad Request - Error in query syntax.")
        }
        for pair in pairs where pair.name.hasPrefix("$") {
            if pair.name == "$skip" { throw .skip }
            guard Self.known.contains(pair.name) else { throw .unknownOption(pair.name) }
            guard self.values.updateValue(pair.value, forKey: pair.name) == nil else {
                throw .query(
                    "Query option '\(pair.name)' was specified more than once, but it must be specified at "
                        + "most once."
                )
            }
        }
    }

    subscript(name: String) -> String? { self.values[name] }

    /// `$top`; none if it is absent.
    func top() throws(DataverseFailure) -> Int? {
        guard let text = self.values["$top"] else { return nil }
        guard let count = Int(text), count >= 0 else {
            throw .query(
                "Invalid value '\(text)' for $top query option found. The $top query option requires a "
                    + "non-negative integer value."
            )
        }
        return count
    }

    /// `$count`.
    func isCounted() throws(DataverseFailure) -> Bool {
        switch self.values["$count"] {
        case nil, "false": return false
        case "true": return true
        case .some(let text):
            throw .query("Invalid value '\(text)' for $count query option found. Valid values are 'true' or 'false'.")
        }
    }
}
