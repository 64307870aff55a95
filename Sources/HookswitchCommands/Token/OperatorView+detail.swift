import Hookswitch

extension OperatorView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("name", self.name),
            DetailLine("role", self.role.rawValue),
            DetailLine("may", self.permissions.map(\.rawValue).joined(separator: ", ")),
            DetailLine("tenants", ReachText(tenants: self.tenants, tags: self.tags).text(separator: ", ")),
            DetailLine("expires", self.expiresAt.map { LocalTime.short($0) } ?? "never"),
            DetailLine("token", self.tokenID),
            DetailLine("session", self.sessionID),
            DetailLine("operator", self.operatorID),
        ]
    }
}
