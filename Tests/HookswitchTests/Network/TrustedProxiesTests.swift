import NIOCore
import Testing

@testable import Hookswitch

@Suite struct TrustedProxiesTests {
    @Test(arguments: [
        // Nobody trusted wrote it.
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        // One proxy, and what its client claimed before it.
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["127.0.0.1, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["10.9.9.9", "198.51.100.1"], "198.51.100.1"),
        // Two proxies, in one field and in two.
        ("10.0.0.1", ["198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.7,198.51.100.1", "10.0.0.2"], "198.51.100.1"),
        // What cannot be read, and what is empty.
        ("10.0.0.1", ["198.51.100.1, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1:x"], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::1]x"], "10.0.0.1"),
        // As Azure's Application Gateway and IIS write them.
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8::1]:443"], "2001:db8::1"),
        ("10.0.0.1", ["\"[2001:db8::1]:443\""], "2001:db8::1"),
        ("10.0.0.1", ["[2001:db8::1]"], "2001:db8::1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [","], "10.0.0.1"),
        // All of them ours: the farthest asks.
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
    ])
    func theNearestStrangerAsks(peer: String, forwardedFor: [String], client: String) throws {
        let proxies = TrustedProxies([try NetworkRange(parsing: "10.0.0.0/8")])

        let found = proxies.client(of: try SocketAddress(ipAddress: peer, port: 9), forwardedFor: forwardedFor)

        #expect(found?.ipAddress == client)
    }

    @Test func withoutAnAddressNobodyIsBelieved() {
        #expect(TrustedProxies().client(of: nil, forwardedFor: ["192.0.2.1"]) == nil)
    }
}
