import HTTPTypes
import Hummingbird

/// The media types that a client takes: its field `Accept` (RFC 9110, 12.5.1).
///
/// An element that cannot be read is passed over, and a field of which nothing can be read is as though it were not there: the
/// RFC lets a server disregard it, and nobody is refused for another's slip. Parameters but the weight are not looked at.
struct AcceptedTypes: Hashable, Sendable {
    private struct Range: Hashable, Sendable {
        let type: String
        let weight: Double
    }

    /// More are not read; browsers send about ten.
    private static let maximumCount = 32

    private let ranges: [Range]
    /// Whether there are more than were read, so that nobody knows what is left out.
    private let isCut: Bool

    /// Reads the field of a request.
    init(of request: Request) {
        self.init(request.headers[values: .accept].joined(separator: ","))
    }

    /// Reads a field's value.
    init(_ value: String) {
        let elements = Self.parts(of: value[...], at: ",").filter { !$0.isEmpty }
        self.ranges = elements.prefix(Self.maximumCount).compactMap(Self.range)
        self.isCut = elements.count > Self.maximumCount
    }

    /// Which of some types the client likes best; of equals the first. Where it likes none it gets the first: operations refuse
    /// such a request before, by ``require(oneOf:)``.
    func best(of types: [String]) -> String {
        var best = (type: types.first ?? "", weight: 0.0)
        for type in types where self.weight(of: type) > best.weight {
            best = (type, self.weight(of: type))
        }
        return best.type
    }

    /// Refuses a client that takes none of some types. A problem is told to it nevertheless, whatever it takes.
    ///
    /// - Throws: A ``Problem``, ``ProblemCode/notAcceptable``.
    func require(oneOf types: [String]) throws(Problem) {
        guard !self.ranges.isEmpty, !self.isCut, !types.contains(where: { self.weight(of: $0) > 0 }) else { return }
        let names = types.joined(separator: ", ")
        throw Problem(
            .notAcceptable,
            "This is answered with \(names), and the request's Accept takes none of it.",
            fix: "Send the header `Accept` with one of these, or without the header."
        )
    }

    /// The closest range counts: the type itself before its family before all.
    private func weight(of type: String) -> Double {
        let family = type.prefix { $0 != "/" } + "/*"
        for name in [type, String(family), "*/*"] {
            if let weight = self.ranges.filter({ $0.type == name }).map(\.weight).max() { return weight }
        }
        return 0
    }

    /// Reads one element; `nil` if it is none. Java's old clients write `*` for `*/*`.
    private static func range(_ element: Substring) -> Range? {
        let parts = Self.parts(of: element, at: ";").map { $0.lowercased() }
        let type = parts.first == "*" ? "*/*" : parts.first ?? ""
        let halves = type.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy(Self.isToken), halves[0] != "*" || halves[1] == "*" else {
            return nil
        }
        guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
            return Range(type: type, weight: 1)
        }
        guard let weight = Double(weight.dropFirst(2)), (0...1).contains(weight) else { return nil }
        return Range(type: type, weight: weight)
    }

    /// Parts of a text, without the white space around each. A separator within quotes parts nothing.
    private static func parts(of text: Substring, at separator: Character) -> [Substring] {
        var (isQuoted, isEscaped) = (false, false)
        return text.split(omittingEmptySubsequences: false) { character in
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = isQuoted
            } else if character == "\"" {
                isQuoted.toggle()
            }
            return !isQuoted && character == separator
        }
        .map { $0.trimmingPrefix { $0 == " " || $0 == "\t" } }
        .map { part in part.lastIndex { $0 != " " && $0 != "\t" }.map { part[...$0] } ?? "" }
    }

    /// Whether it is a token of RFC 9110, 5.6.2, as the halves of a media type are.
    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}
