import Routing

/// What somebody expects to become of a call. What is `nil` is not asked about; something is.
public struct CallExpectation: Codable, Hashable, Sendable {
    /// What stands for the default route in the place of a target.
    public static let defaultRoute = "default"
    /// The answers that a call may get.
    public static let statuses = [200, 204]

    /// What should become of the call.
    public let outcome: String?
    /// Where it should go: a number in E.164 form, or ``defaultRoute``.
    public let target: String?
    /// The answer's HTTP status, 200 or 204.
    public let status: Int?

    init(outcome: Outcome? = nil, target: String? = nil, status: Int? = nil) {
        self.outcome = outcome?.rawValue
        self.target = target
        self.status = status
    }

    /// Reads one word: an outcome such as `routed`, `default`, a status, or a number in E.164 form.
    ///
    /// - Returns: `nil` for anything else.
    public init?(parsing text: String) {
        if let outcome = Outcome(rawValue: text) {
            self.init(outcome: outcome)
        } else if let status = Int(text), Self.statuses.contains(status) {
            self.init(status: status)
        } else if let target = Self.target(text) {
            self.init(target: target)
        } else {
            return nil
        }
    }

    /// A target: ``defaultRoute``, or a number in E.164 form, which people write with spaces; `nil` for anything else.
    static func target(_ text: String) -> String? {
        guard text != Self.defaultRoute else { return text }
        let bare = text.utf8.filter { $0 != UInt8(ascii: " ") }
        return (try? PhoneNumber(parsing: bare))?.e164
    }

    /// Whether an explanation is what was expected.
    public func isMet(by explanation: CallExplanation) -> Bool {
        if let outcome, outcome != explanation.outcome { return false }
        if let target, target != explanation.target ?? Self.defaultRoute { return false }
        if let status, status != explanation.status { return false }
        return true
    }

    /// In a few words, such as `routed → +35853445657`.
    public var text: String {
        let end = self.target.map { "→ \($0)" }
        return [self.status.map(String.init), self.outcome, end].compactMap(\.self).joined(separator: " ")
    }
}
