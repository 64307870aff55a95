/// An issuer's name, which is also where its document is found: an `https` URL, kept to the letter, for issuers are compared
/// so (OpenID Connect Discovery 1.0, 4.3).
public struct IssuerURL: Hashable, Sendable {
    /// The text is no `https` URL without user, query and fragment.
    public struct ParseError: Error, Hashable, Sendable {}

    /// The longest that is taken.
    private static let maximumLength = 300
    /// Entra's hosts, from "National clouds" in the Microsoft identity platform's documentation; `sts.windows.net` is the
    /// issuer of its older tokens.
    private static let entraHosts = [
        "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn",
        "login.chinacloudapi.cn", "sts.windows.net",
    ]

    /// The issuer.
    public let text: String
    /// Whether it is one of Entra's, whose tokens need more checks than others'.
    public let isEntra: Bool

    /// Reads an issuer.
    public init(parsing text: String) throws(ParseError) {
        guard text.utf8.count <= Self.maximumLength, let url = try? BaseURL(parsing: text), url.scheme == "https" else {
            throw ParseError()
        }
        self.text = text
        self.isEntra = Self.entraHosts.contains(url.host)
    }

    /// Where the issuer's document is: its name and the well-known path, with one slash between.
    var documentURL: String {
        (self.text.hasSuffix("/") ? String(self.text.dropLast()) : self.text) + "/.well-known/openid-configuration"
    }
}
