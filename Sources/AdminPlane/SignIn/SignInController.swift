import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import Routing

/// Signing in with OpenID Connect: to the issuer, back from it, and a command line's code for a token.
struct SignInController: Sendable {
    /// How long a browser keeps what it proves its sign-in with, in seconds: as long as the sign-in may take.
    private static let cookieSeconds = 600

    /// Lets operators in; `nil` if it is not set up.
    let signIn: SignInService?
    /// Reads what a command line sends: anybody may, so it is small.
    let bodies: RequestBodyReader
    /// Where refusals are noted.
    let refusals: SignInRefusals
    /// How often one source may begin.
    let starts: RateLimiter<SourceAddress>
    /// How often one source may be refused: the same count as of wrong tokens.
    let guesses: RateLimiter<SourceAddress>
    /// Who is believed when they say for whom they ask.
    let proxies: TrustedProxies

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/sign-in", "beginSignIn", .open(self.begin)).answering(),
            AdminRoute(.get, "/api/v1/sign-in/callback", "endSignIn", .open(self.end)).answering(),
            AdminRoute(.post, "/api/v1/sign-in/token", "createSignInToken", .open(self.redeem)),
        ]
    }

    /// What a command line sends.
    struct TokenRequest: Decodable {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case code
            case verifier = "code_verifier"
        }

        let code: String
        let verifier: String

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.code = try container.decode(String.self, forKey: .code)
            self.verifier = try container.decode(String.self, forKey: .verifier)
        }
    }

    private func begin(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        let signIn = try self.service()
        let names = ["invitation", "return_to", "loopback_port", "loopback_state", "code_challenge"]
        let query = try QueryParameters(parsing: request.uri.query, allowing: names)
        let loopback = try Self.loopback(query)
        if let path = query["return_to"], !SignInRequest.isPath(path) {
            throw QueryParameters.invalid("return_to", code: "wrong_value", "it is a path of this server")
        }
        let client = self.proxies.client(of: request, context)
        let source = SourceAddress(client)
        if let delay = self.starts.take(source).retryAfter { throw Problem.tooManyAttempts(for: delay) }
        let begun = try await signIn.begin(
            SignInRequest(
                invitation: query["invitation"],
                returnPath: query["return_to"],
                loopback: loopback,
                source: source.group
            )
        )
        let cookie = BrowserCookie.signIn.setting(begun.browserSecret.reveal(), seconds: Self.cookieSeconds)
        return Response(status: .seeOther, headers: [.location: begun.url, .setCookie: cookie])
    }

    private func end(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        let signIn = try self.service()
        let query = try AuthorizationResponse(parsing: request.uri.query)
        let client = self.proxies.client(of: request, context)
        let source = SourceAddress(client)
        if let delay = self.guesses.take(source).retryAfter { throw Problem.tooManyAttempts(for: delay) }
        let completed: CompletedSignIn
        do {
            completed = try await signIn.complete(
                query.answer,
                browserSecret: BrowserCookie.signIn.value(in: request.headers) ?? "",
                from: try RequestOrigin.of(request, context, from: client),
                onRefusal: { self.refusals.note($0, from: client, context) }
            )
        } catch {
            // Nothing was tried where the issuer or the database is away.
            if !(error is SignInFailure || error is IdentityFault) { self.guesses.giveBack(source) }
            throw error
        }
        var headers: HTTPFields = [.setCookie: BrowserCookie.signIn.setting("", seconds: 0)]
        switch completed {
        case .loopback(let url, let isRefused):
            if !isRefused { self.guesses.giveBack(source) }
            headers[.location] = url
            return Response(status: .seeOther, headers: headers)
        case .session(let session, let path):
            self.guesses.giveBack(source)
            let secret = session.secret.reveal()
            let seconds = max(1, Int(session.expiresAt.timeIntervalSinceNow))
            headers.append(
                HTTPField(name: .setCookie, value: BrowserCookie.session.setting(secret, seconds: seconds))
            )
            // Without a console the browser is shown who it is now.
            headers[.location] = path ?? "/api/v1/me"
            return Response(status: .seeOther, headers: headers)
        }
    }

    private func redeem(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        let signIn = try self.service()
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        let client = self.proxies.client(of: request, context)
        let source = SourceAddress(client)
        // Counted before anything is read: a body that is none is a guess, too.
        if let delay = self.guesses.take(source).retryAfter { throw Problem.tooManyAttempts(for: delay) }
        let created: CreatedAPIToken
        do {
            let body = try await self.bodies.read(TokenRequest.self, from: request)
            created = try await signIn.redeem(
                code: body.code,
                verifier: body.verifier,
                from: try RequestOrigin.of(request, context, from: client)
            )
        } catch {
            if let reason = SignInRefusal.Reason(error) { self.refusals.note(reason, from: client, context) }
            if !(error is SignInFailure || error is Problem) { self.guesses.giveBack(source) }
            throw error
        }
        self.guesses.giveBack(source)
        return try JSONAnswer.response(CreatedTokenAnswer(created), status: .created)
    }

    private func service() throws(Problem) -> SignInService {
        guard let signIn else {
            throw Problem(
                .notFound,
                "Signing in with OpenID Connect is not set up.",
                fix: "Set admin.oidc.issuer and what belongs to it, or use an API token."
            )
        }
        return signIn
    }

    private static func loopback(_ query: QueryParameters) throws(Problem) -> SignInRequest.Loopback? {
        let names = ["loopback_port", "loopback_state", "code_challenge"]
        guard names.contains(where: { query[$0] != nil }) else { return nil }
        let port = try query.integer("loopback_port", in: 1024...65_535, default: 0)
        guard
            let loopback = SignInRequest.Loopback(
                port: port,
                state: query["loopback_state"] ?? "",
                challenge: query["code_challenge"] ?? ""
            )
        else {
            let detail = "with loopback_port go a loopback_state and a code_challenge (S256)"
            throw QueryParameters.invalid("code_challenge", code: "wrong_value", detail)
        }
        return loopback
    }
}
