import Hookswitch
import NIOHTTP1

/// Decides on a request's head alone whether the request may go on.
///
/// NIO's parser refuses most ways to smuggle one request inside another; what it lets through is refused here. In doubt
/// the answer is no, and the connection ends with it.
struct RequestGate: Sendable {
    /// A head that may go on.
    struct Admission {
        /// The endpoint that the path names; `nil` if the path names none.
        let endpoint: EndpointID?
        /// What the request shows to prove itself.
        let proof: WebhookProof
        /// The body's length, if the head tells it.
        let declaredByteCount: Int?
        /// A question of an installation that looks for itself; `nil` in every call.
        let probe: String?
        /// Whether the client waits for `100 Continue` before it sends the body.
        let awaitsContinue: Bool
    }

    private static let pathStart = "/hooks/"

    private let allowedHosts: Set<String>
    private let maximumFieldCount: Int

    /// - Parameter allowedHosts: The host names that are ours, without port, in any case; empty is any.
    init(allowedHosts: [String], maximumFieldCount: Int) {
        self.allowedHosts = Set(allowedHosts.map { $0.lowercased() })
        self.maximumFieldCount = maximumFieldCount
    }

    /// Judges a head.
    func admit(_ head: HTTPRequestHead) throws(Refusal) -> Admission {
        // An HTTP/1.0 client may be a proxy that reads chunks or Host otherwise than we do.
        guard head.version == .http1_1 else { throw .version }
        // Their targets have other forms, and no route of ours takes either.
        guard head.method != .CONNECT, head.method != .TRACE else { throw .method }
        guard head.headers.count <= self.maximumFieldCount else { throw .headTooLarge }

        let fields = try RequestFields(head.headers)
        try self.check(fields, method: head.method)
        let endpoint = try Self.endpoint(of: head.uri)
        guard head.method == .POST else { throw endpoint.isWebhook ? .method : .unknownEndpoint }
        return Admission(
            endpoint: endpoint.id,
            proof: fields.proof,
            declaredByteCount: fields.contentLength,
            probe: fields.probe,
            awaitsContinue: fields.expectation != nil
        )
    }

    private func check(_ fields: RequestFields, method: HTTPMethod) throws(Refusal) {
        guard fields.hostCount == 1, let host = fields.host, !host.isEmpty else { throw .host }
        if fields.transferEncodingCount > 0 {
            guard fields.transferEncodingCount == 1, fields.transferEncoding == "chunked",
                fields.contentLengthCount == 0
            else { throw .transferEncoding }
        }
        guard fields.contentLengthCount <= 1 else { throw .malformed }
        guard !fields.asksUpgrade else { throw .upgrade }
        if method != .POST {
            guard fields.transferEncodingCount == 0, fields.contentLength ?? 0 == 0 else { throw .unexpectedBody }
        }
        if let expectation = fields.expectation {
            guard RequestFields.isSame(expectation, "100-continue") else { throw .expectation }
        }
        if let encoding = fields.contentEncoding {
            guard RequestFields.isSame(encoding, "identity") else { throw .contentEncoding }
        }
        guard self.isOurs(host) else { throw .misdirected }
    }

    private func isOurs(_ host: String) -> Bool {
        // Most clients and proxies write it as it is kept; only other ways of writing cost a copy.
        self.allowedHosts.isEmpty || self.allowedHosts.contains(host)
            || self.allowedHosts.contains(Self.name(in: host))
    }

    /// The host name without its port, in lower case.
    private static func name(in host: String) -> String {
        let host = host.lowercased()
        guard let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().utf8.allSatisfy(Self.isDigit) else {
            return host
        }
        return String(host[..<colon])
    }

    /// Reads the request target: a plain path of few kinds of bytes, so that no two programs can read it differently.
    private static func endpoint(of target: String) throws(Refusal) -> (id: EndpointID?, isWebhook: Bool) {
        var last = UInt8(ascii: " ")
        for byte in target.utf8 {
            guard Self.isPathByte(byte), byte != UInt8(ascii: "/") || last != byte else { throw .target }
            last = byte
        }
        guard target.utf8.first == UInt8(ascii: "/") else { throw .target }

        guard target.utf8.starts(with: Self.pathStart.utf8) else { return (nil, false) }
        let name = target.utf8.dropFirst(Self.pathStart.utf8.count)
        guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else { return (nil, false) }
        return (EndpointID(parsing: Array(name)), true)
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
        default: Self.isDigit(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") <= 9
    }
}
