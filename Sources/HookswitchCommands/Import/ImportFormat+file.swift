import Hookswitch

extension ImportFormat {
    /// The format that a file's name tells; `nil` if it tells none.
    init?(ofFile name: String) {
        switch name.split(separator: ".").last?.lowercased() {
        // JSON is a part of YAML.
        case "yaml", "yml", "json": self = .yaml
        case "ndjson", "jsonl": self = .ndjson
        case "csv": self = .csv
        default: return nil
        }
    }
}
