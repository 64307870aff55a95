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
            guard let next = try? SocketAddress(ipAddress: Self.withoutPort(text), port: 0) else { break }
            client = next
        }
        return client
    }

    /// The address alone: some proxies write `192.0.2.1:51234`, `[2001:db8::1]` or `"[2001:db8::1]:443"`. An address of IPv6
    /// without brackets has no port.
    private static func withoutPort(_ text: String) -> String {
        var text = text[...]
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            let isPort = rest.isEmpty || (rest.hasPrefix(":") && rest.dropFirst().allSatisfy(\.isWholeNumber))
            return isPort ? String(text[text.index(after: text.startIndex)..<end]) : String(text)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(\.isWholeNumber) else { return String(text) }
        return String(parts[0])
    }
}
