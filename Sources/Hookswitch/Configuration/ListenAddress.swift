/// A host and a port to listen on, such as `127.0.0.1:8080` or `[::1]:8080`.
public struct ListenAddress: Hashable, Sendable {
    /// Why some text is not an address.
    public enum ParseError: Error, Hashable, Sendable {
        /// No colon stands between a host and a port.
        case missingPort
        /// The port is not a number from 0 to 65535.
        case port
        /// The host is empty, too long, or has a character that no host name or address contains.
        case host
    }

    /// A host name or an address; an IPv6 address is without its brackets.
    public let host: String

    /// 0…65535; the system chooses one for 0.
    public let port: Int

    /// An address from parts that were checked elsewhere.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`; an IPv6 address stands in brackets.
    public init(parsing text: String) throws(ParseError) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { throw .missingPort }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit), let port = Int(digits),
            port <= 65_535
        else { throw .port }

        let host = text[..<colon]
        if host.utf8.first == UInt8(ascii: "["), host.utf8.last == UInt8(ascii: "]") {
            let address = host.dropFirst().dropLast()
            guard (2...45).contains(address.utf8.count), address.utf8.allSatisfy(isIPv6), address.contains(":") else {
                throw .host
            }
            self.host = String(address)
        } else {
            // A host name has at most 253 characters: RFC 1035, 2.3.4.
            guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy(isHostName) else { throw .host }
            self.host = String(host)
        }
        self.port = port
    }
}

extension ListenAddress: CustomStringConvertible {
    /// The address as it is written: `127.0.0.1:8080`, `[::1]:8080`.
    public var description: String {
        self.host.utf8.contains(UInt8(ascii: ":")) ? "[\(self.host)]:\(self.port)" : "\(self.host):\(self.port)"
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isHostName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"):
        true
    default:
        isDigit(byte)
    }
}

private func isIPv6(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: ":"),
        UInt8(ascii: "."):
        true
    default:
        isDigit(byte)
    }
}
