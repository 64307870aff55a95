import Yams

extension EntraTenant {
    init?(reading node: Node, path: String, with reader: ScenarioReader) {
        guard
            let members = reader.members(of: node, path: path, allowed: ["id", "domains", "applications"]),
            let id = reader.requiredGUID("id", in: members)
        else { return nil }
        self.init(
            id: id,
            domains: reader.texts("domains", in: members),
            applications: reader.list("applications", in: members).compactMap { item in
                EntraApplication(reading: item.node, path: item.path, with: reader)
            }
        )
    }
}

extension EntraApplication {
    fileprivate init?(reading node: Node, path: String, with reader: ScenarioReader) {
        let allowed = ["clientId", "name", "disabled", "blockedByPolicy", "secrets"]
        guard
            let members = reader.members(of: node, path: path, allowed: allowed),
            let clientID = reader.requiredGUID("clientId", in: members)
        else { return nil }
        self.init(
            clientID: clientID,
            name: reader.optionalText("name", in: members) ?? "Hookswitch",
            isDisabled: reader.boolean("disabled", in: members, default: false),
            isBlockedByPolicy: reader.boolean("blockedByPolicy", in: members, default: false),
            secrets: reader.list("secrets", in: members).compactMap { item in
                EntraSecret(reading: item.node, path: item.path, with: reader)
            }
        )
    }
}

extension EntraSecret {
    fileprivate init?(reading node: Node, path: String, with reader: ScenarioReader) {
        guard
            let members = reader.members(of: node, path: path, allowed: ["value", "hint", "expiresAt"]),
            let value = reader.requiredText("value", in: members)
        else { return nil }
        self.init(
            value: value,
            hint: reader.optionalText("hint", in: members),
            expiresAt: reader.time("expiresAt", in: members)
        )
    }
}
