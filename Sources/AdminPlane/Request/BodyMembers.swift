import Hookswitch

/// The members of a body, read one by one, so that everything that is wrong with it is told at once. What is wrong is named by
/// its place and never shown.
struct BodyMembers: Sendable {
    /// The most characters of an unknown member's name that are shown.
    private static let maximumNameLength = 64

    private let members: [String: JSONValue]
    private var issues: [ProblemIssue] = []

    /// Takes the members of a body.
    ///
    /// - Parameter names: The members that the operation has; any other is an issue.
    init(_ members: [String: JSONValue], allowing names: [String]) {
        self.members = members
        for unknown in members.keys.sorted() where !names.contains(unknown) {
            let shown = String(unknown.prefix(Self.maximumNameLength))
            let pointer = "/" + shown.replacing("~", with: "~0").replacing("/", with: "~1")
            let detail = "there is no such member here; expected: \(names.joined(separator: ", "))"
            self.issues.append(ProblemIssue(pointer: pointer, code: "unknown_member", detail: detail))
        }
    }

    /// Says that a member cannot be used.
    mutating func refuse(_ name: String, code: String = "wrong_value", _ detail: String) {
        self.issues.append(ProblemIssue(pointer: "/" + name, code: code, detail: detail))
    }

    /// Text without control characters.
    ///
    /// - Parameter lengths: How many characters it may have.
    mutating func text(_ name: String, lengths: ClosedRange<Int>) -> String? {
        guard let value = self.members[name] else { return nil }
        guard case .text(let text) = value else {
            self.refuse(name, code: "wrong_type", "text is expected")
            return nil
        }
        let isPlain = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        guard isPlain, lengths.contains(text.count) else {
            self.refuse(
                name,
                "expected are \(lengths.lowerBound) to \(lengths.upperBound) characters, none of them a control character"
            )
            return nil
        }
        return text
    }

    /// A whole number.
    mutating func integer(_ name: String, in bounds: ClosedRange<Int64>) -> Int64? {
        guard let value = self.members[name] else { return nil }
        guard case .integer(let number) = value, bounds.contains(number) else {
            self.refuse(
                name,
                code: "out_of_range",
                "it is a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
            )
            return nil
        }
        return number
    }

    /// A time.
    mutating func moment(_ name: String) -> Moment? {
        guard let value = self.members[name] else { return nil }
        guard case .text(let text) = value, let moment = Moment(rfc3339: text) else {
            self.refuse(name, "it is a time by RFC 3339, such as 2026-11-22T09:30:00Z")
            return nil
        }
        return moment
    }

    /// Some of a closed list.
    mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        of type: Choice.Type
    ) -> [Choice] {
        guard let value = self.members[name] else { return [] }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard case .list(let values) = value, (1...Choice.allCases.count).contains(values.count) else {
            self.refuse(name, code: "wrong_type", "it is a list of some of \(names)")
            return []
        }
        return values.enumerated().compactMap { index, value in
            if case .text(let text) = value, let choice = Choice(rawValue: text) { return choice }
            self.refuse("\(name)/\(index)", "it is one of \(names)")
            return nil
        }
    }

    /// A value that another reader understands.
    mutating func value<Value>(_ name: String, _ expected: String, read: (String) -> Value?) -> Value? {
        guard let value = self.members[name] else { return nil }
        guard case .text(let text) = value, let read = read(text) else {
            self.refuse(name, expected)
            return nil
        }
        return read
    }

    /// Refuses the body if anything was wrong with it.
    func check() throws(Problem) {
        guard let first = self.issues.first else { return }
        let detail =
            self.issues.count == 1
            ? "The member \(first.pointer) cannot be used: \(first.detail)."
            : "\(self.issues.count) members cannot be used."
        throw Problem(.invalidRequest, detail, issues: self.issues)
    }
}
