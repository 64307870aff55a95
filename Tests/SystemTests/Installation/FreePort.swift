import Glibc

/// Ports that nobody listens on.
///
/// They lie below those that the system gives to outgoing connections (32768 and up), one of which could otherwise take
/// the port between finding it and listening on it.
enum FreePort {
    private static let range: ClosedRange<UInt16> = 20_000...32_000

    /// Finds several at once, so that no two are the same.
    static func find(_ count: Int) -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        var ports: [Int] = []
        while ports.count < count {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            let port = UInt16.random(in: Self.range)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
            address.sin_port = port.bigEndian
            let isFree = withUnsafeBytes(of: &address) { bytes in
                bytes.withMemoryRebound(to: sockaddr.self) { generic in
                    bind(descriptor, generic.baseAddress, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
            if isFree { ports.append(Int(port)) }
        }
        return ports
    }
}
