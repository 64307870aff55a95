import Foundation
import NIOHTTP1

/// Entra ID's token endpoint, for the client credentials grant.
struct TokenService {
    let scenario: CompiledScenario
    let tokens: TokenStore
    let time: Date
    /// Raw JSON to write as `expires_in`, for a fault.
    let expiresIn: String?

    func reply(to request: Request, at endpoint: EntraEndpoint) -> Reply {
        do throws(EntraFailure) {
            return try self.token(for: request, at: endpoint)
        } catch {
            return error.reply(at: self.time)
        }
    }

    private func token(for request: Request, at endpoint: EntraEndpoint) throws(EntraFailure) -> Reply {
        guard request.method == "POST" else { throw .wrongMethod(request.method) }
        let tenant = try self.scenario.tenant(for: endpoint)
        guard Self.isForm(request) else { throw .missingParameter("grant_type") }
        guard let form = TokenRequest(request) else { throw .malformedRequest }

        guard let grantType = form["grant_type"], !grantType.isEmpty else { throw .missingParameter("grant_type") }
        guard grantType == "client_credentials" else { throw .unsupportedGrant(grantType) }
        if endpoint.version == .v2, form["resource"] != nil { throw .resourceWithScope }
        let application = try self.application(of: form, in: tenant)
        try self.authenticate(form, as: application)
        // Policies are asked about who has proved to be the application.
        guard !application.isBlockedByPolicy else { throw .blockedByPolicy }
        let resource = try Self.resource(of: form, version: endpoint.version)
        let environment = try self.environment(of: resource, tenant: tenant)
        return self.success(
            TokenGrant(
                clientID: application.clientID,
                entraTenantID: tenant.id,
                environment: environment.name,
                expiresAt: self.time.addingTimeInterval(TimeInterval(self.scenario.scenario.tokenLifetimeSeconds))
            ),
            resource: resource,
            version: endpoint.version
        )
    }

    private static func isForm(_ request: Request) -> Bool {
        let type = request.headers.first(name: "content-type") ?? ""
        return type.lowercased().hasPrefix("application/x-www-form-urlencoded")
    }

    private func application(of form: TokenRequest, in tenant: EntraTenant) throws(EntraFailure) -> EntraApplication {
        guard let clientID = form.clientID, !clientID.isEmpty else { throw .missingParameter("client_id") }
        guard let application = tenant.applications.first(where: { $0.clientID == clientID }) else {
            throw .unknownApplication(clientID, tenant: tenant.domains.first ?? tenant.id)
        }
        if let limit = self.scenario.scenario.loopDetectionCount {
            guard self.tokens.countRequest(of: clientID, at: self.time) <= limit else { throw .loop }
        }
        guard !application.isDisabled else { throw .disabledApplication(application) }
        return application
    }

    private func authenticate(_ form: TokenRequest, as application: EntraApplication) throws(EntraFailure) {
        switch form.credential {
        case .none: throw .missingCredential
        case .assertion: throw .unknownAssertionKey
        case .secret(let value):
            let matches = application.secrets.filter { $0.value == value }
            guard !matches.isEmpty else { throw .wrongSecret(applicationID: application.clientID) }
            let isAlive = matches.contains { secret in secret.expiresAt.map { $0 > self.time } ?? true }
            guard isAlive else { throw .expiredSecret(applicationID: application.clientID) }
        }
    }

    /// The resource's URL as the client gave it, without `/.default`.
    private static func resource(
        of form: TokenRequest,
        version: EntraEndpoint.Version
    ) throws(EntraFailure) -> String {
        switch version {
        case .v1:
            guard let resource = form["resource"], !resource.isEmpty else { throw .missingParameter("resource") }
            return resource
        case .v2:
            guard let scope = form["scope"], !scope.isEmpty else { throw .missingParameter("scope") }
            // OpenID's own scopes mean nothing to an application and are passed over.
            let scopes = scope.split(separator: " ").filter { !["openid", "profile", "offline_access"].contains($0) }
            guard scopes.count == 1, let only = scopes.first else { throw .severalScopes(scope) }
            guard only.hasSuffix("/.default") else { throw .invalidScope(scope) }
            return String(only.dropLast("/.default".count))
        }
    }

    /// The environment that a resource such as `https://acme.crm4.dynamics.com:8443/` names; any port will do.
    private func environment(of resource: String, tenant: EntraTenant) throws(EntraFailure) -> DataverseEnvironment {
        let unknown = EntraFailure.unknownResource(resource, tenant: tenant.domains.first ?? tenant.id)
        guard
            let scheme = ["https://", "http://"].first(where: { resource.lowercased().hasPrefix($0) })
        else { throw unknown }
        let rest = resource.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        guard rest.dropFirst(authority.count).allSatisfy({ $0 == "/" }) else { throw unknown }
        let host = HostName.host(ofAuthority: authority)
        let environment = self.scenario.environment(host: host) ?? self.scenario.defaultEnvironment
        guard let environment, environment.definition.entraTenantID == tenant.id else { throw unknown }
        return environment.definition
    }

    private func success(_ grant: TokenGrant, resource: String, version: EntraEndpoint.Version) -> Reply {
        let seconds = self.scenario.scenario.tokenLifetimeSeconds
        let token = JSONText.string(self.tokens.issue(grant))
        let odd = self.expiresIn.map { JSONText.raw($0) }
        let body: JSONText
        switch version {
        case .v2:
            body = .object([
                "token_type": "Bearer",
                "expires_in": odd ?? .integer(seconds),
                "ext_expires_in": .integer(seconds),
                "access_token": token,
            ])
        case .v1:
            let now = Int(self.time.timeIntervalSince1970)
            body = .object([
                "token_type": "Bearer",
                "expires_in": odd ?? .string(String(seconds)),
                "ext_expires_in": .string(String(seconds)),
                "expires_on": .string(String(now + seconds)),
                "not_before": .string(String(now)),
                "resource": .string(resource),
                "access_token": token,
            ])
        }
        var reply = Reply.json(body)
        reply.setHeader("Cache-Control", "no-store, no-cache")
        reply.setHeader("x-ms-request-id", UUID().uuidString.lowercased())
        return reply
    }
}
