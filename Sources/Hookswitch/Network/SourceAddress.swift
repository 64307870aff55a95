public import NIOCore

/// Where a connection or a request comes from, as far as it is counted: an IPv4 address, or the first 64 bits of an IPv6
/// address, which is what one customer of a provider gets.
public struct SourceAddress: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Reads the peer's address; addresses that are neither IPv4 nor IPv6 count as one.
    public init(_ address: SocketAddress?) {
        let bytes = address?.networkBytes ?? []
        if bytes.count == 4 {
            self.high = 0
            self.low = bytes.reduce(1) { $0 << 8 | UInt64($1) }
        } else {
            self.high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            self.low = 0
        }
    }

    /// The source as text, where few may share what there is for all: of IPv6 the first 48 bits, for one customer may have as
    /// many networks of 64 as there are IPv4 ports.
    public var group: String {
        self.high == 0 && self.low != 0 ? "4:" + String(self.low, radix: 16) : "6:" + String(self.high >> 16, radix: 16)
    }
}
