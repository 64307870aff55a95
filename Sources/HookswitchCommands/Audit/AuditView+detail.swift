import Hookswitch

extension AuditView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("record", self.id),
            DetailLine("time", self.at),
            DetailLine("action", self.action),
            DetailLine("subject", self.subject),
            DetailLine("tenant", self.tenant ?? self.chain),
            DetailLine("who", "\(self.actor.kind) \(self.actor.name)"),
            DetailLine("token", self.actor.tokenID),
            DetailLine("from", self.source),
            DetailLine("request", self.requestID),
            DetailLine("why", self.reason),
            DetailLine("place", self.sequence.map { "record \($0) of its chain" } ?? "not chained yet"),
            DetailLine("hash", self.hash),
        ] + self.changes
    }

    /// A line for each field that differs.
    private var changes: [DetailLine] {
        let before = Self.fields(self.before)
        let after = Self.fields(self.after)
        let names = Set(before.keys).union(after.keys).sorted()
        return names.enumerated().map { index, name in
            let change = "\(name): \(before[name] ?? "–") → \(after[name] ?? "–")"
            return DetailLine(index == 0 ? "changed" : "", change)
        }
    }

    private static func fields(_ value: AuditValue?) -> [String: String] {
        switch value {
        case nil: [:]
        case .members(let members): members.mapValues { Self.text($0) }
        case .some(let other): ["": Self.text(other)]
        }
    }

    private static func text(_ value: AuditValue) -> String {
        switch value {
        case .null: "none"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let integer): String(integer)
        case .number(let number): "\(number)"
        case .text(let text): text
        case .list(let elements): "[" + elements.map { Self.text($0) }.joined(separator: ", ") + "]"
        case .members(let members):
            "{"
                + members.sorted { $0.key < $1.key }.map { "\($0.key): \(Self.text($0.value))" }
                .joined(separator: ", ") + "}"
        }
    }
}
