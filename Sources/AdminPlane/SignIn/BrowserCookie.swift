import HTTPTypes

/// A cookie that a browser keeps for this host alone: the prefix `__Host-` makes browsers insist on `Secure`, on no `Domain` and on
/// the path `/` (RFC 6265bis, 4.1.3.2).
enum BrowserCookie: String {
    /// The secret of a session.
    case session = "__Host-hookswitch-session"
    /// The secret of a sign-in under way.
    case signIn = "__Host-hookswitch-sign-in"

    /// The longest value that is read; ours have 43 characters.
    private static let maximumValueLength = 128

    /// The value in a request; `nil` if it has none, or several that differ: then somebody else set one.
    func value(in headers: HTTPFields) -> String? {
        var found: Set<Substring> = []
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == self.rawValue else { continue }
                found.insert(parts[1])
            }
        }
        guard found.count == 1, let value = found.first, value.utf8.count <= Self.maximumValueLength else { return nil }
        return value.isEmpty ? nil : String(value)
    }

    /// The field that sets it. `Lax` and not `Strict`, for the issuer sends the browser back from its own site.
    ///
    /// - Parameter seconds: How long the browser keeps it; 0 makes it forget.
    func setting(_ value: String, seconds: Int) -> String {
        "\(self.rawValue)=\(value); Path=/; Max-Age=\(seconds); Secure; HttpOnly; SameSite=Lax"
    }
}
