import Foundation

/// Entra ID's OpenID discovery document, whose URLs lead back to the host and port that were asked.
struct DiscoveryService {
    let scenario: CompiledScenario
    let time: Date

    func reply(to request: Request, at endpoint: EntraEndpoint) -> Reply {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .text("Method Not Allowed", status: 405)
        }
        do throws(EntraFailure) {
            let tenant = try self.scenario.tenant(for: endpoint)
            // Tokens are opaque here, so there is no key to verify them with.
            if endpoint.purpose == .keys { return .json(.object(["keys": .array([])])) }
            return self.document(of: tenant, origin: request.origin, version: endpoint.version)
        } catch {
            return error.reply(at: self.time)
        }
    }

    private func document(of tenant: EntraTenant, origin: String, version: EntraEndpoint.Version) -> Reply {
        let base = "\(origin)/\(tenant.id)"
        let (infix, issuer) =
            switch version {
            case .v1: ("oauth2", "https://sts.windows.net/\(tenant.id)/")
            case .v2: ("oauth2/v2.0", "\(base)/v2.0")
            }
        let methods: [JSONText] = ["client_secret_post", "private_key_jwt", "client_secret_basic"]
        return .json(
            .object([
                "token_endpoint": .string("\(base)/\(infix)/token"),
                "token_endpoint_auth_methods_supported": .array(methods),
                "jwks_uri": .string("\(base)/discovery/v2.0/keys"),
                "response_modes_supported": ["query", "fragment", "form_post"],
                "subject_types_supported": ["pairwise"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "response_types_supported": ["code", "id_token", "code id_token", "id_token token"],
                "scopes_supported": ["openid", "profile", "email", "offline_access"],
                "issuer": .string(issuer),
                "request_uri_parameter_supported": .boolean(false),
                "authorization_endpoint": .string("\(base)/\(infix)/authorize"),
                "device_authorization_endpoint": .string("\(base)/\(infix)/devicecode"),
                "end_session_endpoint": .string("\(base)/\(infix)/logout"),
                "tenant_region_scope": "EU",
                "cloud_instance_name": "microsoftonline.com",
            ])
        )
    }
}
