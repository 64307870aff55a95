/// A page in the Prometheus text exposition format 0.0.4.
///
/// The format: https://prometheus.io/docs/instrumenting/exposition_formats/
public struct Exposition: Sendable {
    /// The page so far; every line ends in a line feed.
    public private(set) var text = ""

    init() {}

    /// Writes the two lines that stand before a family's samples.
    mutating func begin(_ name: String, help: String, kind: MetricKind) {
        self.text += "# HELP \(name) \(Self.escaped(help, quote: false))\n"
        self.text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Writes one sample.
    mutating func sample(_ name: String, labels: [(String, String)], value: Double) {
        self.text += name
        if !labels.isEmpty {
            let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1, quote: true))\"" }
            self.text += "{" + pairs.joined(separator: ",") + "}"
        }
        self.text += " \(Self.number(value))\n"
    }

    /// A number as Prometheus reads it: whole ones without a fraction, `+Inf`, `-Inf`, `NaN`.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int(exactly: value) { return String(whole) }
        return String(value)
    }

    /// Whether a text is `[a-zA-Z_:][a-zA-Z0-9_:]*`.
    static func isMetricName(_ name: String) -> Bool {
        self.isLabelName(name.replacing(":", with: "_"))
    }

    /// Whether a text is `[a-zA-Z_][a-zA-Z0-9_]*`.
    static func isLabelName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default:
                false
            }
        }
    }

    private static func escaped(_ text: String, quote: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quote: escaped += "\\\""
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
