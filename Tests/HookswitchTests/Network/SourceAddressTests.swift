import NIOCore
import Testing

@testable import Hookswitch

@Suite struct SourceAddressTests {
    @Test func sourcesAreAddressesAndOfVersion6TheNetwork() throws {
        func source(_ text: String) throws -> SourceAddress {
            SourceAddress(try SocketAddress(ipAddress: text, port: 1))
        }

        #expect(try source("2001:db8:1:2::1") == source("2001:db8:1:2:ffff::9"))
        #expect(try source("2001:db8:1:2::1") != source("2001:db8:1:3::1"))
        #expect(try source("192.0.2.1") != source("192.0.2.2"))
        #expect(try source("::ffff:192.0.2.1") == source("192.0.2.1"))
        #expect(SourceAddress(nil) == SourceAddress(try SocketAddress(unixDomainSocketPath: "/tmp/x")))
    }
}
