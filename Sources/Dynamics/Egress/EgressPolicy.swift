/// Which servers Hookswitch may call: Microsoft's, over https, and what was explicitly allowed.
///
/// A tenant's administrator supplies the URL of a Dataverse environment, so it is hostile until it passed here.
public struct EgressPolicy: Hashable, Sendable {
    /// The domains of Dataverse in Microsoft's clouds, from "Datacenter regions" in the Power Platform documentation:
    /// the public cloud and GCC, China (21Vianet), GCC High, and the US Department of Defense.
    static let dataverseSuffixes = [
        ".dynamics.com", ".dynamics.cn", ".microsoftdynamics.us", ".dynamics.us", ".appsplatform.us",
    ]

    /// The authorities of Entra, from "National clouds" in the Microsoft identity platform documentation.
    static let authorities = [
        "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn",
        "login.chinacloudapi.cn",
    ]

    /// No URL of an environment or an authority is longer.
    private static let maximumURLByteCount = 300

    private let allowances: Set<EgressAllowance>

    /// Makes a policy.
    ///
    /// - Parameter allowances: Servers allowed beyond Microsoft's. They may be on private networks.
    public init(allowing allowances: [EgressAllowance] = []) {
        self.allowances = Set(allowances)
    }

    /// Reads the URL of a Dataverse environment, such as `https://acme.crm4.dynamics.com`.
    ///
    /// - Throws: ``EgressRefusal`` for the first rule that the URL breaks.
    public func dataverse(_ url: String) throws(EgressRefusal) -> Endpoint {
        try self.endpoint(url, isMicrosoft: Self.isDataverse)
    }

    /// Reads the URL of an Entra authority, such as `https://login.microsoftonline.com`.
    ///
    /// - Throws: ``EgressRefusal`` for the first rule that the URL breaks.
    public func authority(_ url: String) throws(EgressRefusal) -> Endpoint {
        try self.endpoint(url) { Self.authorities.contains($0) }
    }

    /// Whether an allowance names the host and port.
    public func allows(host: String, port: Int) -> Bool {
        self.allowances.contains { $0.host == host && $0.port == port }
    }

    private func endpoint(_ url: String, isMicrosoft: (String) -> Bool) throws(EgressRefusal) -> Endpoint {
        let (host, port) = try Self.split(Array(url.utf8.prefix(Self.maximumURLByteCount + 1)))
        let portNumber = port ?? Endpoint.standardPort
        let isAllowed = self.allows(host: host, port: portNumber)
        if !isAllowed {
            guard isMicrosoft(host) else { throw .notMicrosoft }
            guard portNumber == Endpoint.standardPort else { throw .port }
        }
        return Endpoint(host: host, port: portNumber, isExplicitlyAllowed: isAllowed)
    }

    /// Takes a URL apart by its bytes: no URL parser stands between, because each reads odd URLs in its own way.
    private static func split(_ bytes: [UInt8]) throws(EgressRefusal) -> (host: String, port: Int?) {
        guard bytes.count <= Self.maximumURLByteCount else { throw .malformed }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .malformed }
        let scheme = Array("https://".utf8)
        guard bytes.count > scheme.count, zip(bytes, scheme).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) else {
            throw .scheme
        }

        var authority = bytes[scheme.count...]
        guard !authority.contains(where: { "@?#".utf8.contains($0) }) else { throw .superfluousPart }
        guard !authority.contains(where: { "%\\".utf8.contains($0) }) else { throw .host }
        if authority.last == UInt8(ascii: "/") { authority.removeLast() }
        guard !authority.contains(UInt8(ascii: "/")) else { throw .path }

        guard let colon = authority.firstIndex(of: UInt8(ascii: ":")) else {
            return (try HostName.parse(authority), nil)
        }
        let host = try HostName.parse(authority[..<colon])
        return (host, try HostName.parsePort(authority[(colon + 1)...]))
    }

    /// Whether a host is `org.crm4.dynamics.com` or `org.api.crm4.dynamics.com` in one of Microsoft's clouds.
    private static func isDataverse(_ host: String) -> Bool {
        guard let suffix = Self.dataverseSuffixes.first(where: { host.hasSuffix($0) }) else { return false }
        let labels = host.dropLast(suffix.count).utf8.split(separator: UInt8(ascii: "."))
        guard labels.count == 2 || (labels.count == 3 && labels[1].elementsEqual("api".utf8)) else { return false }
        guard let region = labels.last, region.starts(with: "crm".utf8) else { return false }
        let digits = region.dropFirst("crm".utf8.count)
        return digits.count <= 3 && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
