import NIOCore
import NIOHTTP1

/// A whole request as it came over the wire.
struct Request: Sendable {
    let method: String
    /// The path, not decoded.
    let path: String
    /// What follows the first `?`, not decoded; none without a `?`.
    let query: String?
    /// The `Host` header, or the authority of an absolute target.
    let authority: String
    let headers: HTTPHeaders
    let body: [UInt8]
    let isSecure: Bool

    init(_ head: HTTPRequestHead, body: [UInt8], isSecure: Bool) {
        self.method = head.method.rawValue
        self.headers = head.headers
        self.body = body
        self.isSecure = isSecure

        var target = Substring(head.uri)
        var authority = head.headers.first(name: "host") ?? ""
        for scheme in ["https://", "http://"] where target.lowercased().hasPrefix(scheme) {
            target = target.dropFirst(scheme.count)
            authority = String(target.prefix { $0 != "/" && $0 != "?" })
            target = target.dropFirst(authority.count)
        }
        self.authority = authority
        let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.path = sides.first.map(String.init) ?? ""
        self.query = sides.count > 1 ? sides.last.map(String.init) : nil
    }

    /// The host asked for, without port, in lower case.
    var host: String { HostName.host(ofAuthority: self.authority) }

    /// The URL's beginning, as links in answers have it.
    var origin: String { (self.isSecure ? "https://" : "http://") + self.authority }
}
