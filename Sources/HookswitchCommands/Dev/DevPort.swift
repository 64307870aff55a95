import Glibc

/// Finds out which ports of this machine are free.
enum DevPort {
    /// The port, if nobody listens there; else one that is free now.
    static func free(preferring port: UInt16) -> UInt16 {
        if let bound = Self.bind(port) { return bound }
        return Self.bind(0) ?? port
    }

    /// Binds a port for a moment; 0 lets the system choose.
    ///
    /// - Returns: The port, or `nil` if it is taken.
    private static func bind(_ port: UInt16) -> UInt16? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // As servers do: connections of an earlier run that are still closing do not make a port taken.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> UInt16? in
                guard Glibc.bind(descriptor, address, length) == 0, listen(descriptor, 1) == 0,
                    getsockname(descriptor, address, &length) == 0
                else { return nil }
                return pointer.pointee.sin_port.bigEndian
            }
        }
    }
}
