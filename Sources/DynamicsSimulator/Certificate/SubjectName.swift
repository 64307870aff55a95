import SwiftASN1
import X509

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The names that the simulator's certificate covers.
enum SubjectName {
    /// Hosts that tests and demos use whatever the scenario says.
    private static let always = [
        "localhost", "*.localhost", "127.0.0.1", "::1",
        "*.dynamics.test", "*.crm.dynamics.test", "*.crm4.dynamics.test", "*.microsoftonline.test",
        "login.microsoftonline.com",
    ]

    /// All names for a scenario, each once.
    ///
    /// - Parameter host: The address that the listener is bound to.
    static func all(for scenario: Scenario, host: String) -> [String] {
        var names: [String] = []
        for name in self.always + [host] + scenario.environments.flatMap(\.hosts) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    static func generalName(of host: String) -> GeneralName {
        // An IPv4 address has 4 bytes, an IPv6 address 16.
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, host, &bytes) == 1 {
                return .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
            }
        }
        return .dnsName(host)
    }
}
