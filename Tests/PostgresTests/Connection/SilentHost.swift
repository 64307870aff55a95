import Glibc

/// A host that takes every connection and never says a word, as one that is frozen does.
final class SilentHost: Sendable {
    struct Failure: Error {
        let number: Int32
    }

    /// Not the address that other programs listen on; all of 127.0.0.0/8 is loopback.
    static let address = "127.0.0.93"

    let port: UInt16
    private let descriptor: Int32

    init() throws {
        // The kernel takes the connections; nobody asks it for them.
        self.descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard self.descriptor >= 0 else { throw Failure(number: errno) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, Self.address, &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = self.descriptor
        let isListening = withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                bind(descriptor, name, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, name, &length) == 0
            }
        }
        self.port = UInt16(bigEndian: name.sin_port)
        guard isListening else {
            let failure = Failure(number: errno)
            close(self.descriptor)
            throw failure
        }
    }

    deinit {
        close(self.descriptor)
    }
}
