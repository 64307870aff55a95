/// What an Entra URL asks for, and of which tenant.
struct EntraEndpoint: Sendable, Hashable {
    /// The protocol's generations differ in paths, in `scope` or `resource`, and in how numbers are written.
    enum Version: Sendable, Hashable {
        case v1
        case v2
    }

    /// The endpoints that the simulator has.
    enum Purpose: Sendable, Hashable {
        case token
        case discovery
        case keys
    }

    let purpose: Purpose
    let version: Version
    /// The tenant's GUID or domain as the URL has it.
    let tenantName: String

    /// Reads a path such as `/contoso.test/oauth2/v2.0/token`; nothing if Entra has no such path.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard let tenant = parts.first else { return nil }
        self.tenantName = tenant
        switch parts.dropFirst().joined(separator: "/") {
        case "oauth2/v2.0/token": (self.purpose, self.version) = (.token, .v2)
        case "oauth2/token": (self.purpose, self.version) = (.token, .v1)
        case "v2.0/.well-known/openid-configuration": (self.purpose, self.version) = (.discovery, .v2)
        case ".well-known/openid-configuration": (self.purpose, self.version) = (.discovery, .v1)
        case "discovery/v2.0/keys", "discovery/keys": (self.purpose, self.version) = (.keys, .v2)
        default: return nil
        }
    }

    var isDiscovery: Bool { self.purpose != .token }
}
