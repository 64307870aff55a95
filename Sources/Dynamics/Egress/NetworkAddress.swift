import Glibc

/// An address of IPv4 or IPv6.
///
/// An IPv4 address inside an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address, so that no spelling hides it.
struct NetworkAddress: Hashable, Sendable {
    /// 4 or 16 bytes in network order.
    let bytes: [UInt8]

    /// Networks of IPv4 that are private, special or nobody's: first bytes and how many bits of them count.
    private static let forbiddenVersion4: [(network: [UInt8], bits: Int)] = [
        ([0, 0, 0, 0], 8),  // this network
        ([10, 0, 0, 0], 8),  // private
        ([100, 64, 0, 0], 10),  // carriers' address translation
        ([127, 0, 0, 0], 8),  // loopback
        ([169, 254, 0, 0], 16),  // link-local, where clouds keep their metadata
        ([172, 16, 0, 0], 12),  // private
        ([192, 0, 0, 0], 24),  // protocol assignments
        ([192, 0, 2, 0], 24),  // documentation
        ([192, 88, 99, 0], 24),  // 6to4 relays
        ([192, 168, 0, 0], 16),  // private
        ([198, 18, 0, 0], 15),  // benchmarks
        ([198, 51, 100, 0], 24),  // documentation
        ([203, 0, 113, 0], 24),  // documentation
        ([224, 0, 0, 0], 4),  // multicast
        ([240, 0, 0, 0], 4),  // reserved, and broadcast
    ]

    /// All of IPv6 that IANA hands out for use in public.
    private static let publicVersion6: (network: [UInt8], bits: Int) = ([0x20], 3)

    /// What is not public inside of that.
    private static let forbiddenVersion6: [(network: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23),  // protocol assignments, Teredo among them
        ([0x20, 0x01, 0x0d, 0xb8], 32),  // documentation
        ([0x20, 0x02], 16),  // 6to4, which carries an IPv4 address of anyone's choice
        ([0x3f, 0xff, 0x00], 20),  // documentation
    ]

    /// Reads an address in its usual text form: dotted decimal, or RFC 4291. Nothing shorter, hexadecimal or octal.
    init?(_ text: String) {
        var version4 = in_addr()
        var version6 = in6_addr()
        if inet_pton(AF_INET, text, &version4) == 1 {
            self.init(bytes: withUnsafeBytes(of: &version4) { Array($0) })
        } else if inet_pton(AF_INET6, text, &version6) == 1 {
            self.init(bytes: withUnsafeBytes(of: &version6) { Array($0) })
        } else {
            return nil
        }
    }

    /// Takes an address as it stands in a packet.
    ///
    /// - Parameter bytes: 4 or 16 bytes.
    init?(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        switch bytes.count {
        case 4: self.bytes = bytes
        case 16: self.bytes = bytes.starts(with: mapped) ? Array(bytes.dropFirst(mapped.count)) : bytes
        default: return nil
        }
    }

    /// Whether the address is one that anybody on the internet means by it.
    var isPublic: Bool {
        if self.bytes.count == 4 {
            return !Self.forbiddenVersion4.contains { self.isInside($0.network, bits: $0.bits) }
        }
        guard self.isInside(Self.publicVersion6.network, bits: Self.publicVersion6.bits) else { return false }
        return !Self.forbiddenVersion6.contains { self.isInside($0.network, bits: $0.bits) }
    }

    private func isInside(_ network: [UInt8], bits: Int) -> Bool {
        var remaining = bits
        for (own, other) in zip(self.bytes, network) {
            guard remaining > 0 else { break }
            let mask: UInt8 = remaining >= 8 ? 0xFF : ~(0xFF >> UInt8(remaining))
            guard own & mask == other & mask else { return false }
            remaining -= 8
        }
        return true
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The text form that sockets understand.
    var description: String {
        guard self.bytes.count == 16 else {
            return self.bytes.map { "\($0)" }.joined(separator: ".")
        }
        return stride(from: 0, to: 16, by: 2)
            .map { String(UInt16(self.bytes[$0]) << 8 | UInt16(self.bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }
}
