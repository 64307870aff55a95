import Glibc

/// Ports that nobody listens on, as the system gives them.
enum FreePort {
    /// Finds several at once, so that no two are the same.
    static func find(_ count: Int) -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return (0..<count).compactMap { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            return withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    guard bind(descriptor, generic, length) == 0, getsockname(descriptor, generic, &length) == 0 else {
                        return nil
                    }
                    return Int(UInt16(bigEndian: pointer.pointee.sin_port))
                }
            }
        }
    }
}
