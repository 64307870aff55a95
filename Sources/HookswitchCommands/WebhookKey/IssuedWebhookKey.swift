/// A webhook key as the admin API gives it out, this once, with its value.
struct IssuedWebhookKey: Codable, DetailDisplayable {
    private enum CodingKeys: String, CodingKey {
        case id, kind, value, user, hint
        case createdAt = "created_at"
    }

    /// The identity, `whk_…`.
    let id: String
    /// `apiKey` or `basic`.
    let kind: String
    /// What the telephony cloud must send: the header's value, or Basic's password.
    let value: String
    /// Basic's user name.
    let user: String?
    /// The value's last characters, to tell two keys apart.
    let hint: String?
    /// When it was made, RFC 3339.
    let createdAt: String?

    var lines: [DetailLine] {
        [
            DetailLine("id", self.id),
            DetailLine("kind", self.kind),
            DetailLine("user", self.user),
            DetailLine("value", self.value),
        ]
    }
}
