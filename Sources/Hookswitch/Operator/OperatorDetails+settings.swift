extension OperatorDetails {
    /// What an admin decides of them, as a diff compares it.
    var settings: DocumentValue {
        var members: [String: DocumentValue] = [
            "name": .text(self.name), "role": .text(self.role.rawValue),
            "role_from_claim": .text(self.isRoleClaimed ? "true" : "false"),
        ]
        members["tenants"] = self.tenants.map { .list($0.map { .text($0) }) }
        members["tags"] = self.tags.map { .list($0.map { .text($0) }) }
        members["issuer"] = self.issuer.map { .text($0) }
        members["subject"] = self.subject.map { .text($0) }
        return .members(members)
    }
}
