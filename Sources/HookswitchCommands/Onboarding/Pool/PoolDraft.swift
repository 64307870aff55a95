import Hookswitch

/// A pool as somebody types it, answer by answer.
struct PoolDraft: Hashable, Sendable {
    /// What the rule for known callers is called.
    private static let ruleName = "Known customers"

    /// The number, in the form of E.164.
    let number: String
    /// The name; `nil` before it is answered.
    var name: String?
    /// Where callers go whom Dynamics knows; `nil` before it is answered.
    var target: OptionalAnswer?
    /// Where all others go; `nil` before it is answered.
    var otherwise: OptionalAnswer?

    /// The pool as documents have it.
    var document: DocumentValue {
        let rules = self.target?.text.map { target in
            DocumentValue.members([
                "name": .text(Self.ruleName),
                "when": .members(["caller": .text("known")]),
                "target": .text(target),
            ])
        }
        return .members([
            "number": .text(self.number),
            "name": .text(self.name ?? self.number),
            "rules": .list([rules].compactMap(\.self)),
            "otherwise": .text(self.otherwise?.text ?? "default"),
        ])
    }
}
