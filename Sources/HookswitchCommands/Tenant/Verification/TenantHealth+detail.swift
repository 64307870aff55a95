import Hookswitch

extension TenantHealth: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("tenant", self.slug),
            DetailLine("health", self.health.rawValue.replacing("_", with: " ")),
            DetailLine("status", self.status.rawValue),
            DetailLine("last call", self.lastCallAt.map { LocalTime.short($0) } ?? "none in 24 h"),
            DetailLine("15 minutes", Self.text(self.last15Minutes)),
            DetailLine("24 hours", Self.text(self.last24Hours) + (self.isPartial ? ", and more" : "")),
            DetailLine("secret", self.credential.map { Self.text($0) } ?? "none"),
            DetailLine("crm", "\(self.breaker.rawValue.replacing("_", with: " ")), at the server that answers"),
        ]
    }

    private static func text(_ calls: Calls) -> String {
        guard calls.count > 0 else { return "no calls" }
        let parts = OutcomeClass.allCases.map { "\(calls.classes[$0.rawValue] ?? 0) \($0.rawValue)" }
        return "\(calls.count) calls: " + parts.joined(separator: ", ")
    }

    private static func text(_ credential: Credential) -> String {
        guard let expiresAt = credential.expiresAt else { return "nobody said when it expires" }
        return (credential.isExpired ? "expired " : "expires ") + String(expiresAt.prefix(10))
    }
}
