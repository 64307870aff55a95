/// How a file of tenants is written.
public enum ImportFormat: String, CaseIterable, Codable, Hashable, Sendable {
    /// Tenant documents in YAML, one after the other.
    case yaml
    /// One tenant document in JSON a line.
    case ndjson
    /// One tenant a line, in columns: RFC 4180.
    case csv

    /// The media type, as a request or an answer names it.
    public var mediaType: String {
        switch self {
        case .yaml: "application/yaml"
        case .ndjson: "application/x-ndjson"
        case .csv: "text/csv"
        }
    }
}
