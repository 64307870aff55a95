import Glibc

/// Connections of clients that begin a request and never end it.
enum SlowConnections {
    /// Why they could not be opened.
    struct Failure: Error {
        let code: Int32
    }

    /// Holds connections open as long as `body` runs. The server may close some of them; that is its right.
    ///
    /// - Parameter source: The address that they come from.
    static func hold<Result>(
        _ count: Int,
        to port: Int,
        from source: String = "127.0.0.1",
        _ body: () async throws -> Result
    ) async throws -> Result {
        Self.raiseDescriptorLimit()
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors { close(descriptor) } }
        for _ in 0..<count { descriptors.append(try Self.open(to: port, from: source)) }
        return try await body()
    }

    /// Connects without waiting, for a server that is full lets a client wait.
    private static func open(to port: Int, from source: String) throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var local = Self.address(source, port: 0)
        var remote = Self.address("127.0.0.1", port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafePointer(to: &local) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = bind(descriptor, $0, size) }
        }
        withUnsafePointer(to: &remote) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(descriptor, $0, size) }
        }
        let head = Array("POST /hooks/a HTTP/1.1\r\nHost: a\r\n".utf8)
        _ = send(descriptor, head, head.count, Int32(MSG_NOSIGNAL))
        return descriptor
    }

    private static func address(_ text: String, port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, text, &address.sin_addr)
        return address
    }

    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(resource, &limit)
    }
}
