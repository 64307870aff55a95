import Logging
import Routing
import Telemetry

/// How values of one type are written, and read strictly: a value that does not convert is never replaced by another.
struct SettingFormat<Value: Sendable>: Sendable {
    /// What a value looks like, after "expected".
    let expected: String

    /// Whether a list in the file stands for its elements with commas between.
    var takesList = false

    var isSecret = false

    let parse: @Sendable (String) -> Value?
    let render: @Sendable (Value) -> String
}

extension SettingFormat where Value == Int {
    /// A number of decimal digits and nothing else, so that `1_500`, `+5`, `1e3` and `٣` are refused.
    static func integer(_ range: ClosedRange<Int>) -> SettingFormat {
        SettingFormat(
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            parse: { text in
                guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
                return Int(text).flatMap { range.contains($0) ? $0 : nil }
            },
            render: { String($0) }
        )
    }
}

extension SettingFormat where Value == Bool {
    static let boolean = SettingFormat(
        expected: "true or false",
        parse: { $0 == "true" ? true : $0 == "false" ? false : nil },
        render: { $0 ? "true" : "false" }
    )
}

extension SettingFormat where Value == String {
    /// A path; a relative one counts from where the server is started.
    static let path = SettingFormat(expected: "a path", parse: { isText($0) ? $0 : nil }, render: { $0 })
}

extension SettingFormat where Value == Secret {
    /// A secret of one line.
    static func secret(_ expected: String) -> SettingFormat {
        SettingFormat(
            expected: expected,
            isSecret: true,
            parse: { isText($0) ? Secret($0) : nil },
            render: { _ in "***" }
        )
    }
}

extension SettingFormat where Value == ListenAddress {
    static let listenAddress = SettingFormat(
        expected: "host:port, such as 127.0.0.1:8080 or [::1]:8080",
        parse: { try? ListenAddress(parsing: $0) },
        render: { $0.description }
    )
}

extension SettingFormat where Value == BaseURL {
    static let url = SettingFormat(
        expected: "an http or https URL without user, query or fragment",
        parse: { try? BaseURL(parsing: $0) },
        render: { $0.text }
    )
}

extension SettingFormat where Value == [EgressDestination] {
    static let egressDestinations = SettingFormat(
        expected: "host:port, or several with commas between",
        takesList: true,
        parse: { list($0) { try? EgressDestination(parsing: $0) } },
        render: { $0.map(\.description).joined(separator: ",") }
    )
}

extension SettingFormat where Value == [HostName] {
    static let hostNames = SettingFormat(
        expected: "a host without port, such as hooks.example.com or [::1], or several with commas between",
        takesList: true,
        parse: { list($0) { try? HostName(parsing: $0) } },
        render: { $0.map(\.description).joined(separator: ",") }
    )
}

extension SettingFormat where Value == [NetworkRange] {
    static let networkRanges = SettingFormat(
        expected: "an address or a network, such as 127.0.0.1 or 10.0.0.0/8, or several with commas between",
        takesList: true,
        parse: { list($0) { try? NetworkRange(parsing: $0) } },
        render: { $0.map(\.description).joined(separator: ",") }
    )
}

extension SettingFormat where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of the words of an enumeration.
    static var choice: SettingFormat {
        SettingFormat(
            expected: "one of " + Value.allCases.map(\.rawValue).joined(separator: ", "),
            parse: { Value(rawValue: $0) },
            render: { $0.rawValue }
        )
    }
}

/// Whether a value is not empty and fits on one line; NUL would end it early in C.
private func isText(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
}

/// The elements of a list with commas between, after which spaces may stand; `nil` if one of them cannot be read.
private func list<Element>(_ text: String, _ parse: (String) -> Element?) -> [Element]? {
    var elements: [Element] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        guard let element = parse(String(part.trimmingPrefix { $0 == " " })) else { return nil }
        elements.append(element)
    }
    return elements
}
