import Hookswitch

extension TenantView: DetailDisplayable {
    var lines: [DetailLine] {
        let keyCount = self.webhook.liveKeyCount
        return [
            DetailLine("tenant", self.slug),
            DetailLine("name", self.name),
            DetailLine("status", self.status.rawValue),
            DetailLine("version", String(self.version)),
            DetailLine("region", self.region),
            DetailLine("webhook", self.webhook.url ?? self.webhook.path),
            DetailLine("", "authentication \(self.webhook.authentication), live keys \(keyCount)"),
            DetailLine("dataverse", self.dataverse.url),
            DetailLine("", "lookup \(self.dataverse.lookup) in \(self.dataverse.tables.joined(separator: ", "))"),
            DetailLine("entra tenant", self.entra.tenant),
            DetailLine("client id", self.entra.clientID),
            DetailLine("secret", self.credentialText),
            DetailLine("pools", String(self.poolCount)),
            DetailLine("created", LocalTime.short(self.createdAt)),
            DetailLine("changed", LocalTime.short(self.updatedAt)),
        ]
    }

    private var credentialText: String {
        guard let credential = self.entra.credential else { return "none" }
        return "fingerprint \(credential.fingerprint), expires \(self.expiryText)"
    }
}
