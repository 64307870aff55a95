public import NIOCore

/// The reverse proxies in front of a listener, which alone are believed when they say for whom they ask.
public struct TrustedProxies: Sendable {
    private let ranges: [NetworkRange]

    /// None are trusted, unless they are named.
    public init(_ ranges: [NetworkRange] = []) {
        self.ranges = ranges
    }

    /// Who asks: the peer, or, if that is a trusted proxy, whom it names.
    ///
    /// Each proxy appends whom it was asked by, so the field is read from its end, as long as those who wrote are
    /// trusted; what stands before may be anybody's invention. What cannot be read is nobody, and its writer counts.
    ///
    /// - Parameters:
    ///   - peer: The connection's other end.
    ///   - forwardedFor: The values of the request's fields `X-Forwarded-For`, in their order.
    public func client(of peer: SocketAddress?, forwardedFor: [String]) -> SocketAddress? {
        guard var client = peer else { return nil }
        for name in forwardedFor.flatMap({ $0.split(separator: ",") }).reversed() {
            guard self.ranges.contains(where: { $0.contains(client) }) else { break }
            let text = name.filter { $0 != " " && $0 != "\t" }
            guard let next = try? SocketAddress(ipAddress: text, port: 0) else { break }
            client = next
        }
        return client
    }
}
