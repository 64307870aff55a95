import Hookswitch

extension TenantView: DetailDisplayable {
    var lines: [DetailLine] {
        let keyCount = self.webhook.liveKeyCount
        return [
            DetailLine("note", self.note.map { "! " + $0 }),
            DetailLine("tenant", self.slug),
            DetailLine("name", self.name),
            DetailLine("status", self.stateText),
            DetailLine("tags", self.tags?.joined(separator: ", ")),
            DetailLine("external id", self.externalID),
            DetailLine("destroyed at", self.offboardingDueAt.map { LocalTime.short($0) }),
            DetailLine("document", self.readable ? nil : "this version of hookswitch cannot read it"),
            DetailLine("version", String(self.version)),
            DetailLine("region", self.region),
            DetailLine("webhook", self.webhook.url ?? self.webhook.path),
            DetailLine("", "authentication \(self.webhook.authentication ?? "unknown"), live keys \(keyCount)"),
            DetailLine("dataverse", self.dataverse?.url),
            DetailLine("", self.dataverse.map { "lookup \($0.lookup) in \($0.tables.joined(separator: ", "))" }),
            DetailLine("entra tenant", self.entra?.tenant),
            DetailLine("client id", self.entra?.clientID),
            DetailLine("secret", self.credentialText),
            DetailLine("pools", self.poolCount.map(String.init)),
            DetailLine("created", LocalTime.short(self.createdAt)),
            DetailLine("changed", LocalTime.short(self.updatedAt)),
        ]
    }

    private var credentialText: String? {
        guard let entra = self.entra else { return nil }
        guard let credential = entra.credential else { return "none" }
        return "fingerprint \(credential.fingerprint), expires \(self.expiryText)"
    }
}
