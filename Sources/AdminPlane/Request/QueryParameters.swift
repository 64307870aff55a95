import Foundation
import Hookswitch

/// The query of a request: each parameter known, given once, and readable.
struct QueryParameters: Hashable, Sendable {
    private let values: [String: String]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - query: What follows `?`, still percent-encoded.
    ///   - names: The parameters that the operation has.
    /// - Throws: A ``Problem`` that names the first parameter that is unknown, repeated or unreadable.
    init(parsing query: String?, allowing names: [String]) throws(Problem) {
        var values: [String: String] = [:]
        for field in (query ?? "").split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0]) ?? ""
            guard names.contains(name) else { throw Self.unknown(name, names) }
            guard let value = parts.count > 1 ? Self.decoded(parts[1]) : "" else {
                throw Self.invalid(name, code: "not_readable", "its percent-encoding holds no plain text")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Self.invalid(name, code: "repeated", "it is given twice")
            }
        }
        self.values = values
    }

    /// The text of a parameter; `nil` if it is absent or empty.
    subscript(name: String) -> String? {
        self.values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A whole number within bounds.
    func integer(_ name: String, in bounds: ClosedRange<Int>, default fallback: Int) throws(Problem) -> Int {
        guard let text = self.values[name] else { return fallback }
        let isDigits = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let number = Int(text), bounds.contains(number) else {
            let expected = "it is a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            throw Self.invalid(name, code: "out_of_range", expected)
        }
        return number
    }

    /// `true` or `false`.
    func flag(_ name: String) throws(Problem) -> Bool {
        switch self.values[name] {
        case nil, "false": return false
        case "true": return true
        default: throw Self.invalid(name, code: "wrong_value", "it is `true` or `false`")
        }
    }

    /// One of a closed list.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) throws(Problem) -> Choice? {
        guard let text = self.values[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.invalid(name, code: "wrong_value", "it is one of \(names)")
        }
        return choice
    }

    /// Some of a closed list, parted by commas.
    func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) throws(Problem) -> [Choice] {
        var choices: [Choice] = []
        for text in (self[name] ?? "").split(separator: ",", omittingEmptySubsequences: false) where self[name] != nil {
            guard let choice = Choice(rawValue: String(text)) else {
                let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.invalid(name, code: "wrong_value", "it is some of \(names), parted by commas")
            }
            choices.append(choice)
        }
        return choices
    }

    /// The text of a parameter as it was given, be it empty; `nil` if it is absent. For what narrows to one tenant: whoever lost
    /// the name on the way is not to be shown everybody's.
    func given(_ name: String) -> String? { self.values[name] }

    /// A tenant's slug; an empty one is none.
    func slug(_ name: String) throws(Problem) -> String? {
        guard let text = self.given(name) else { return nil }
        guard let slug = Slug(parsing: text) else {
            throw Self.invalid(name, code: "wrong_value", "it is a tenant's slug")
        }
        return slug.text
    }

    /// A time.
    func moment(_ name: String) throws(Problem) -> Moment? {
        guard let text = self[name] else { return nil }
        guard let moment = Moment(rfc3339: text) else {
            throw Self.invalid(name, code: "wrong_value", "it is a time by RFC 3339, such as 2026-11-22T09:30:00Z")
        }
        return moment
    }

    /// A problem with a parameter's value, without the value.
    static func invalid(_ name: String, code: String, _ detail: String) -> Problem {
        let issue = ProblemIssue(parameter: name, pointer: "/" + name, code: code, detail: detail)
        return Problem(.invalidParameter, "The query parameter \(name) cannot be used: \(detail).", issues: [issue])
    }

    /// The query with one parameter set anew, percent-encoded, in the order of the names.
    func replacing(_ name: String, with value: String) -> String {
        var values = self.values
        values[name] = value
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    /// A form's `+` is a plus here: the values have none that mean a space, and a number in E.164 begins with one.
    private static func decoded(_ text: Substring) -> String? {
        guard let decoded = text.removingPercentEncoding else { return nil }
        return decoded.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? nil : decoded
    }

    /// All but the unreserved characters of RFC 3986 is escaped.
    private static func encoded(_ text: String) -> String {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        let unreserved = CharacterSet(charactersIn: letters + letters.uppercased() + "0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// Names the parameter as far as it is a name: what stands there instead may be anything, a secret too.
    private static func unknown(_ name: String, _ names: [String]) -> Problem {
        let longest = 40
        let isName =
            (1...longest).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte | 0x20 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"): true
                default: byte == UInt8(ascii: "_")
                }
            }
        let shown = isName ? name : "(not a name)"
        let expected = names.isEmpty ? "this operation has none" : "there are \(names.joined(separator: ", "))"
        let issue = ProblemIssue(
            parameter: isName ? name : nil,
            pointer: isName ? "/" + name : "",
            code: "unknown_parameter",
            detail: expected
        )
        return Problem(.unknownParameter, "There is no query parameter \(shown): \(expected).", issues: [issue])
    }
}
