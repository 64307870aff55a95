import Glibc

/// Asks the system for the addresses of a name. It blocks for as long as the system likes.
enum NameLookup {
    /// The addresses in the order in which they should be tried, or `nil` when there are none or nobody answers.
    static func system(_ name: String) -> [NetworkAddress]? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return nil }
        defer { freeaddrinfo(list) }

        var addresses: [NetworkAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = Self.address(entry), !addresses.contains(address) { addresses.append(address) }
            // A name with a thousand addresses costs no more than one with a few.
            if addresses.count >= NameCache.maximumAddressCount * 4 { break }
            next = entry.ai_next
        }
        return addresses.isEmpty ? nil : addresses
    }

    private static func address(_ entry: addrinfo) -> NetworkAddress? {
        guard let socketAddress = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return socketAddress.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin_addr) { NetworkAddress(bytes: Array($0)) }
            }
        case AF_INET6:
            return socketAddress.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                withUnsafeBytes(of: pointer.pointee.sin6_addr) { NetworkAddress(bytes: Array($0)) }
            }
        default:
            return nil
        }
    }
}
