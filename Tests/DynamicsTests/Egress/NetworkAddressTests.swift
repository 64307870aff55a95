import Testing

@testable import Dynamics

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "0.0.0.0", "0.255.255.255", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
        "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe",
        "::127.0.0.1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "2001:db8::1",
        "2001::1", "2001:10::1", "2002:7f00:1::1", "3fff::1", "3fff:fff::1", "100::1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "5f00::1",
        "4000::1", "8000::1",
    ])
    func specialAddressesAreNotPublic(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == false)
    }

    @Test(arguments: [
        "8.8.8.8", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "169.253.255.255",
        "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.167.255.255", "198.17.255.255", "198.20.0.1",
        "223.255.255.255",
        "::ffff:8.8.8.8", "2603:1020::1", "2a01:111::1", "2620:1ec::1", "2001:4860:4860::8888", "3ffe::1",
    ])
    func otherAddressesArePublic(text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "", "1", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "1.2.3.4.5", "256.1.1.1", "::g", "1.2.3.4 ",
        "[::1]", "fe80::1%eth0",
    ])
    func otherSpellingsAreNoAddresses(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func mappedAddressesAreTheirOwn() throws {
        #expect(NetworkAddress("::ffff:8.8.8.8") == NetworkAddress("8.8.8.8"))
        #expect(try #require(NetworkAddress("2603:1020::1")).description == "2603:1020:0:0:0:0:0:1")
        #expect(NetworkAddress(bytes: [1, 2, 3]) == nil)
    }
}
