import Hookswitch
import Routing

/// The body that replaces a secret, or says when it expires.
struct CredentialRequest: Sendable {
    /// As many characters are read; how many a secret may have is the tenant document's rule.
    private static let lengths = 0...4096

    /// The value; `nil` keeps the one there is.
    let secret: Secret?
    /// When Entra stops accepting it; `nil` is unknown.
    let expiresAt: Moment?

    /// Reads the members.
    ///
    /// - Throws: A ``Problem`` that names each that cannot be used, and shows none.
    init(_ body: [String: JSONValue]) throws(Problem) {
        var members = BodyMembers(body, allowing: ["secret", "expires_at"])
        self.secret = members.text("secret", lengths: Self.lengths).map { Secret($0) }
        self.expiresAt = members.moment("expires_at")
        if body["secret"] == nil, body["expires_at"] == nil {
            members.refuse("secret", code: "missing_member", "it is required, unless `expires_at` is there")
        }
        try members.check()
    }
}
