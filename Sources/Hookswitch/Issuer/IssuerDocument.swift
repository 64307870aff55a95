import Foundation

/// What an issuer says of itself: OpenID Connect Discovery 1.0, section 3.
struct IssuerDocument: Hashable, Sendable {
    /// The issuer's name; of Entra's document for all tenants with `{tenantid}` in it.
    let issuer: String
    /// Where people sign in.
    let authorizationEndpoint: String
    /// Where a code becomes a token.
    let tokenEndpoint: String
    /// Where the keys are.
    let keysURL: String
    /// Whether our secret goes into the body and not into the header.
    let takesSecretInBody: Bool
    /// Whether each answer names the issuer (RFC 9207), so that one without is not the issuer's.
    let namesItselfInAnswers: Bool

    private struct Members: Decodable {
        enum CodingKeys: String, CodingKey {
            case issuer
            case authorizationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case keysURL = "jwks_uri"
            case tokenAuthentication = "token_endpoint_auth_methods_supported"
            case namesItself = "authorization_response_iss_parameter_supported"
        }

        let issuer: String
        let authorizationEndpoint: String
        let tokenEndpoint: String
        let keysURL: String
        let tokenAuthentication: [String]?
        let namesItself: Bool?
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - expected: The issuer for which it was asked.
    ///   - mayServeManyTenants: Whether Entra's document for all tenants is taken: its issuer then is not the one asked for.
    /// - Throws: ``IssuerFault/unreadable`` or ``IssuerFault/foreignDocument``.
    init(parsing data: Data, expecting expected: IssuerURL, mayServeManyTenants: Bool) throws(IssuerFault) {
        let members: Members
        do {
            members = try JSONDecoder().decode(Members.self, from: data)
        } catch {
            throw .unreadable
        }
        let isTemplate = members.issuer.contains(IdentityRules.tenantPlaceholder)
        if isTemplate {
            // The template is believed from where it was asked for alone: same host, with its tenant anywhere in the path.
            guard mayServeManyTenants, Self.origin(of: members.issuer) == Self.origin(of: expected.text) else {
                throw .foreignDocument
            }
        } else {
            guard members.issuer == expected.text else { throw .foreignDocument }
        }
        for address in [members.authorizationEndpoint, members.tokenEndpoint, members.keysURL] {
            guard Self.isUsable(address) else { throw .unreadable }
        }
        self.issuer = members.issuer
        self.authorizationEndpoint = members.authorizationEndpoint
        self.tokenEndpoint = members.tokenEndpoint
        self.keysURL = members.keysURL
        let ways = members.tokenAuthentication ?? ["client_secret_basic"]
        self.takesSecretInBody = !ways.contains("client_secret_basic") && ways.contains("client_secret_post")
        self.namesItselfInAnswers = members.namesItself ?? false
    }

    private static func origin(of url: String) -> Substring? {
        guard url.hasPrefix("https://") else { return nil }
        return url.dropFirst("https://".count).prefix { $0 != "/" }
    }

    /// An `https` URL of printable ASCII, without user or fragment.
    private static func isUsable(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), let url = URLComponents(string: text) else {
            return false
        }
        return url.scheme == "https" && !(url.host ?? "").isEmpty && url.user == nil && url.fragment == nil
    }
}
