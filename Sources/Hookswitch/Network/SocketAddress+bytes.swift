import NIOCore

extension SocketAddress {
    /// The address in network order, 4 or 16 bytes; empty if it is neither IPv4 nor IPv6.
    ///
    /// IPv4 inside IPv6, `::ffff:a.b.c.d`, is what a socket for both shows for an IPv4 peer, and so is IPv4 here.
    var networkBytes: [UInt8] {
        // sockaddr_in has the address after family and port, sockaddr_in6 after the flow, too.
        let place: Range<Int>
        switch self {
        case .v4: place = 4..<8
        case .v6: place = 8..<24
        case .unixDomainSocket: return []
        }
        let bytes = self.withSockAddr { pointer, byteCount -> [UInt8] in
            guard byteCount >= place.upperBound else { return [] }
            return Array(UnsafeRawBufferPointer(start: pointer, count: byteCount)[place])
        }
        let isMapped = bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }
}
