import Foundation

/// Where the admin API is: scheme, host and port, and perhaps the path that a proxy puts in front.
struct AdminAddress: Hashable, Sendable {
    /// Where a server listens that was told nothing else.
    static let standard = "http://127.0.0.1:8081"

    /// The address without a slash at its end.
    let text: String
    /// Whether the token would travel readable over a network.
    let isExposed: Bool

    /// Reads an address.
    ///
    /// - Throws: A ``CommandFailure`` of usage, unless it is `http` or `https` with a host and no more than a path.
    init(parsing text: String) throws(CommandFailure) {
        guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased(),
            let host = url.host, !host.isEmpty, ["http", "https"].contains(scheme),
            url.user == nil, url.password == nil, url.query == nil, url.fragment == nil
        else {
            throw CommandFailure(
                .usage,
                code: "url",
                "the address of the admin API is not a URL that can be used",
                why: ["http://HOST:PORT or https://HOST[:PORT] is expected, with no user, query or fragment"],
                fix: "--url \(Self.standard), or HOOKSWITCH_URL"
            )
        }
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        self.text = text
        let isLocal = host == "localhost" || host == "[::1]" || host == "::1" || host.hasPrefix("127.")
        self.isExposed = scheme == "http" && !isLocal
    }

    /// The URL of something below `/api/v1`.
    ///
    /// - Parameters:
    ///   - path: The parts of the path, not encoded.
    ///   - query: Names and values, not encoded; a `nil` value leaves its name out.
    func url(_ path: [String], query: [(String, String?)]) -> String {
        let parts = path.map { "/" + Self.encoded($0) }.joined()
        let pairs = query.compactMap { name, value in value.map { Self.encoded(name) + "=" + Self.encoded($0) } }
        return self.text + "/api/v1" + parts + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// Only what RFC 3986 calls unreserved stays as it is, so that no slug can become another path.
    static func encoded(_ text: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF")
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            // A part that is `..` would be another path; a dot is allowed encoded, too.
            default:
                result.append("%")
                result.append(hexadecimal[Int(byte >> 4)])
                result.append(hexadecimal[Int(byte & 15)])
            }
        }
        return result
    }
}
