/// What a Dataverse environment says to somebody who shows no token.
///
/// An environment that is there answers 401 and names its Entra tenant (`reference/domain.md` D66). All of it is for people
/// to read: nothing is decided by it, and nothing is called because of it.
public struct EnvironmentGreeting: Hashable, Sendable {
    /// The status of HTTP.
    public let status: Int

    /// The GUID of the Entra tenant that the environment trusts, in lower case; `nil` if it does not say.
    public let entraTenant: String?

    /// The environment's address after a move, such as to another geography; `nil` unless it redirects to another host of
    /// Dataverse.
    public let movedTo: String?

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - host: Who was asked.
    ///   - policy: Which hosts are Dataverse's; a redirect to another is not shown, for anybody may have written it.
    init(_ response: UpstreamResponse, from host: String, policy: EgressPolicy) {
        self.status = response.status
        self.entraTenant = response.status == 401 ? response.challenge.flatMap(Self.entraTenant(in:)) : nil
        let isRedirect = (300..<400).contains(response.status)
        self.movedTo = isRedirect ? Self.environment(at: response.location ?? "", otherThan: host, policy: policy) : nil
    }

    /// The first GUID between slashes of `authorization_uri=https://login.microsoftonline.com/{GUID}/oauth2/authorize`.
    private static func entraTenant(in challenge: String) -> String? {
        guard let uri = challenge.split(separator: ",").first(where: { $0.contains("authorization_uri=") }) else {
            return nil
        }
        return uri.split(separator: "/").first { GUID.isValid($0.utf8) }?.lowercased()
    }

    /// The URL of another environment's host in `location`, whatever its path.
    private static func environment(at location: String, otherThan host: String, policy: EgressPolicy) -> String? {
        let scheme = "https://"
        guard location.lowercased().hasPrefix(scheme) else { return nil }
        let authority = location.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        do {
            let endpoint = try policy.dataverse(scheme + authority)
            return endpoint.host == host ? nil : endpoint.url
        } catch {
            return nil
        }
    }
}
