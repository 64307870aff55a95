import NIOCore

/// An address, or a network of them in CIDR notation (RFC 4632, RFC 4291): `10.0.0.0/8`, `192.0.2.1`, `2001:db8::/32`.
public struct NetworkRange: Hashable, Sendable {
    /// The text is neither an address nor a network, or has bits set behind its prefix, as `10.0.0.1/8` has.
    public struct NotReadable: Error, Hashable, Sendable {}

    private let network: [UInt8]
    private let prefixLength: Int

    /// Reads an address or a network.
    public init(parsing text: String) throws(NotReadable) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let bytes = (try? SocketAddress(ipAddress: String(parts[0]), port: 0))?.networkBytes ?? []
        guard !bytes.isEmpty else { throw NotReadable() }
        var prefixLength = bytes.count * 8
        if parts.count > 1 {
            guard let length = Int(parts[1]), String(length) == parts[1], (0...prefixLength).contains(length) else {
                throw NotReadable()
            }
            prefixLength = length
        }
        guard Self.masked(bytes, prefixLength) == bytes else { throw NotReadable() }
        self.network = bytes
        self.prefixLength = prefixLength
    }

    /// Whether an address is in it.
    func contains(_ address: SocketAddress) -> Bool {
        let bytes = address.networkBytes
        return bytes.count == self.network.count && Self.masked(bytes, self.prefixLength) == self.network
    }

    private static func masked(_ bytes: [UInt8], _ prefixLength: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let length = min(max(prefixLength - index * 8, 0), 8)
            return byte & ~UInt8(truncatingIfNeeded: 0xFF >> length)
        }
    }
}

extension NetworkRange: CustomStringConvertible {
    /// What ``init(parsing:)`` reads: a network with its prefix's length, always.
    public var description: String {
        let text: String
        if self.network.count == 4 {
            text = self.network.map { String($0) }.joined(separator: ".")
        } else {
            let groups = stride(from: 0, to: 16, by: 2).map { index in
                String(UInt16(self.network[index]) << 8 | UInt16(self.network[index + 1]), radix: 16)
            }
            text = groups.joined(separator: ":")
        }
        return "\(text)/\(self.prefixLength)"
    }
}
