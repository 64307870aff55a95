import Glibc
import Testing

@testable import HookswitchCommands

@Suite struct DevPortTests {
    /// Somebody else's listener on a port that the system chose.
    private final class Listener {
        let port: UInt16
        private let descriptor: Int32

        init() throws {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> UInt16? in
                    guard bind(descriptor, address, length) == 0, listen(descriptor, 1) == 0,
                        getsockname(descriptor, address, &length) == 0
                    else { return nil }
                    return pointer.pointee.sin_port.bigEndian
                }
            }
            self.descriptor = descriptor
            self.port = try #require(port)
        }

        deinit {
            close(self.descriptor)
        }
    }

    @Test func takenPortIsReplacedByAFreeOne() throws {
        let listener = try Listener()

        let port = DevPort.free(preferring: listener.port)

        #expect(port != listener.port)
        #expect(port > 0)
        withExtendedLifetime(listener) {}
    }

    @Test func freePortIsKept() {
        let free = DevPort.free(preferring: 0)

        #expect(DevPort.free(preferring: free) == free)
    }
}
