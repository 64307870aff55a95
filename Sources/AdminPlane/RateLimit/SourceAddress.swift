import NIOCore

/// Where a request comes from, as far as it is counted: an IPv4 address, or the first 64 bits of an IPv6 address, which is
/// what one customer of a provider gets.
struct SourceAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Reads the peer's address; peers that have neither IPv4 nor IPv6 count as one.
    init(_ address: SocketAddress?) {
        let bytes = address.map(Self.bytes) ?? []
        // IPv4 inside IPv6, ::ffff:a.b.c.d: what a socket for both shows for an IPv4 peer.
        let isMapped = bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
        self.bytes = isMapped ? bytes.suffix(4) : Array(bytes.prefix(8))
    }

    /// The address as the system keeps it: sockaddr_in has it after family and port, sockaddr_in6 after the flow, too.
    private static func bytes(of address: SocketAddress) -> [UInt8] {
        let place: Range<Int>
        switch address {
        case .v4: place = 4..<8
        case .v6: place = 8..<24
        case .unixDomainSocket: return []
        }
        return address.withSockAddr { pointer, byteCount in
            guard byteCount >= place.upperBound else { return [] }
            return Array(UnsafeRawBufferPointer(start: pointer, count: byteCount)[place])
        }
    }
}
