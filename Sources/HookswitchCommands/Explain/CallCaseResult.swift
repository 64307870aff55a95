import Hookswitch

/// What came out of one case.
struct CallCaseResult: Codable, Hashable, Sendable {
    /// The case's name, or its place in the file.
    let name: String
    /// Who calls.
    let from: String
    /// The pool.
    let to: String
    /// What was expected.
    let expected: CallExpectation
    /// Whether it came out so.
    let isMet: Bool
    /// The answer's HTTP status.
    let status: Int
    /// What would become of the call.
    let outcome: String
    /// Where it would go; `nil` is the default route.
    let target: String?
    /// How long it took, in milliseconds.
    let durationMilliseconds: Double

    enum CodingKeys: String, CodingKey {
        case name, from, to, expected, status, outcome, target
        case isMet = "passed"
        case durationMilliseconds = "duration_ms"
    }

    /// Judges an explanation.
    ///
    /// - Parameter number: The case's place in the file, from 1.
    init(_ call: CallCase, number: Int, _ explanation: CallExplanation) {
        self.name = call.name ?? "case \(number)"
        self.from = call.from
        self.to = call.to
        self.expected = call.expectation
        self.isMet = call.expectation.isMet(by: explanation)
        self.status = explanation.status
        self.outcome = explanation.outcome
        self.target = explanation.target
        self.durationMilliseconds = explanation.durationMilliseconds
    }
}

extension CallCaseResult: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("RESULT"), TableColumn("CASE", .cut(12)), TableColumn("EXPECTED", .cut(18)),
            TableColumn("GOT", .cut(26)), TableColumn("FROM", .optional(1)), TableColumn("TO", .optional(2)),
            TableColumn("MS", .optional(3), isNumeric: true),
        ]
    }

    static var emptyNotice: String { "There is no case." }

    var cells: [TableCell] {
        [
            self.isMet ? TableCell("✔ ok", value: "ok") : TableCell("✖ failed", value: "failed"), .text(self.name),
            .text(self.expected.text),
            .text("\(self.status) \(self.outcome) → \(self.target ?? CallExpectation.defaultRoute)"),
            .text(self.from), .text(self.to), .duration(milliseconds: self.durationMilliseconds),
        ]
    }

    var reference: String { self.name }
}
