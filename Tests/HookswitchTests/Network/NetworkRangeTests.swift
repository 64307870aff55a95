import NIOCore
import Testing

@testable import Hookswitch

@Suite struct NetworkRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("192.0.2.0/31", "192.0.2.1", true), ("192.0.2.0/31", "192.0.2.2", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false), ("::1", "::1", true),
        ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
        ("127.0.0.1", "::ffff:127.0.0.1", true), ("::ffff:127.0.0.1", "127.0.0.1", true),
    ])
    func holdsWhatIsInIt(range: String, address: String, isInside: Bool) throws {
        let range = try NetworkRange(parsing: range)

        #expect(range.contains(try SocketAddress(ipAddress: address, port: 1)) == isInside)
        #expect(try NetworkRange(parsing: range.description) == range)
    }

    @Test(arguments: [
        "", "localhost", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/", "::/129", "10.0.0",
        "10.0.0.0/8/8", " 10.0.0.1", "/tmp/socket", "10.0.0.0/٨",
    ])
    func othersAreRefused(text: String) {
        #expect(throws: NetworkRange.NotReadable.self) { try NetworkRange(parsing: text) }
    }

    @Test func aSocketOfTheFileSystemIsInNone() throws {
        #expect(!(try NetworkRange(parsing: "0.0.0.0/0").contains(SocketAddress(unixDomainSocketPath: "/tmp/x"))))
    }
}
