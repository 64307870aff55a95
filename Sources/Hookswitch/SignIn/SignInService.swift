import Crypto
import Foundation
import Postgres
import Routing

/// Lets operators in whom the issuer knows: OpenID Connect's authorization code flow with PKCE.
///
/// Only the server talks to the issuer, and only the server is known there. A command line signs in through it, by a
/// redirect to its own loopback address, so that one application with one redirect URI is all that an issuer needs. The
/// device flow is not used: an attacker's code, typed by somebody else, would let the attacker in, and many organisations
/// block it for that reason.
public struct SignInService: Sendable {
    /// How long a sign-in may take, passwords, second factors and all.
    static let attemptDuration: TimeInterval = 600
    /// How long a command line has to change its code for a token: it is waiting for it.
    static let grantDuration: TimeInterval = 60
    /// How long a command line's token works: a working day, as a session.
    static let tokenDuration: TimeInterval = SessionService.duration
    /// So many sign-ins may be under way. They are begun by anybody, and a row has some 300 bytes.
    static let maximumAttemptCount: Int64 = 10_000
    /// So many of them from one source: people behind one proxy who come to work together, some of whom begin twice. Whoever
    /// wants all places needs two hundred sources.
    static let maximumAttemptCountPerSource: Int64 = 50

    let database: Database
    let issuer: Issuer
    let settings: Configuration.OpenIDConnect
    let operators: OperatorService

    /// Makes the service.
    ///
    /// - Parameter client: The way to the issuer; whoever made it closes it.
    public init(
        _ settings: Configuration.OpenIDConnect,
        database: Database,
        operators: OperatorService,
        client: IssuerClient
    ) {
        self.init(settings, database: database, operators: operators, issuer: Issuer(settings, client: client))
    }

    init(
        _ settings: Configuration.OpenIDConnect,
        database: Database,
        operators: OperatorService,
        issuer: Issuer
    ) {
        self.settings = settings
        self.database = database
        self.operators = operators
        self.issuer = issuer
    }

    /// Begins a sign-in.
    ///
    /// - Throws: ``IssuerFault``; ``SignInFailure/tooMany``; a `PostgresError`.
    public func begin(_ request: SignInRequest) async throws -> BegunSignIn {
        let document = try await self.issuer.document()
        var random = SystemRandomNumberGenerator()
        let secret = SignInSecret(random: &random)
        let state = SignInSecret(random: &random)
        let invitation = request.invitation.map { OperatorService.digest(of: $0) }
        let expiresAt = Date().addingTimeInterval(Self.attemptDuration)
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute("DELETE FROM hookswitch.sign_in_attempt WHERE expires_at < now()")
            let source = request.source ?? ""
            let inserted = try await transaction.execute(
                """
                INSERT INTO hookswitch.sign_in_attempt (
                    state_digest, browser_digest, invitation_digest, return_path, loopback_port, loopback_state,
                    loopback_challenge, expires_at, source
                )
                SELECT \(state.digest), \(secret.digest), \(invitation as [UInt8]?), \(request.returnPath as String?),
                    \(request.loopback.map { Int32($0.port) } as Int32?), \(request.loopback?.state as String?),
                    \(request.loopback?.challenge as String?), \(expiresAt), \(source)
                WHERE (SELECT count(*) FROM hookswitch.sign_in_attempt) < \(Self.maximumAttemptCount)
                    AND (SELECT count(*) FROM hookswitch.sign_in_attempt WHERE source = \(source))
                        < \(Self.maximumAttemptCountPerSource)
                """
            )
            guard inserted > 0 else { throw SignInFailure.tooMany }
        }
        var parameters = [
            ("response_type", "code"), ("client_id", self.settings.clientID),
            ("redirect_uri", self.settings.redirectURL), ("scope", "openid profile"), ("state", state.text),
            ("nonce", secret.nonce), ("code_challenge", secret.challenge), ("code_challenge_method", "S256"),
        ]
        // Whoever began waits at a port, and may be another than who follows the link: without a click nobody is signed in
        // for them, and the issuer's page names the application.
        if request.loopback != nil { parameters.append(("prompt", "select_account")) }
        let query = parameters.map { "\($0.0)=\(FormEncoding.encoded($0.1))" }.joined(separator: "&")
        let separator = document.authorizationEndpoint.contains("?") ? "&" : "?"
        return BegunSignIn(
            url: document.authorizationEndpoint + separator + query,
            browserSecret: Secret(secret.text)
        )
    }

    /// Ends a sign-in. An attempt ends once, whatever it ends with.
    ///
    /// - Parameters:
    ///   - browserSecret: What the browser kept.
    ///   - origin: From where, for the audit.
    ///   - onRefusal: Told of who was not let in, and why, also where nothing is thrown because a command line is told.
    /// - Throws: ``SignInFailure``, ``IdentityFault`` or ``IssuerFault``; a `PostgresError`.
    public func complete(
        _ answer: SignInAnswer,
        browserSecret: String,
        from origin: AuditOrigin,
        onRefusal: (SignInRefusal) -> Void = { _ in }
    ) async throws -> CompletedSignIn {
        guard let secret = SignInSecret(browserSecret), let state = SignInSecret(answer.state),
            let attempt = try await self.take(state: state, browser: secret)
        else {
            onRefusal(SignInRefusal(reason: .unknownAttempt, identity: nil))
            throw SignInFailure.unknownAttempt
        }
        var proved: VerifiedIdentity?
        do {
            let identity = try await self.identity(answer, secret: secret)
            proved = identity
            return try await self.admit(identity, attempt, from: origin, at: Date())
        } catch {
            let lost = error as? LostRole
            let error = lost == nil ? error : SignInFailure.roleMissing
            if let reason = SignInRefusal.Reason(error) {
                onRefusal(SignInRefusal(reason: reason, identity: proved, tokensLeft: lost?.tokensLeft ?? []))
            }
            guard let loopback = attempt.loopback, let reason = Self.reason(of: error) else { throw error }
            // Who waits at a command line is told there.
            let text = FormEncoding.encoded(reason)
            let url = "http://127.0.0.1:\(loopback.port)/signed-in?error=\(text)&state=\(loopback.state)"
            return .loopback(url: url, isRefused: true)
        }
    }

    private func identity(_ answer: SignInAnswer, secret: SignInSecret) async throws -> VerifiedIdentity {
        let document = try await self.issuer.document()
        if let name = answer.issuer {
            // Of Entra's document for all tenants the answer names the tenant, which the identity token proves.
            let isTemplate = document.issuer.contains(IdentityRules.tenantPlaceholder)
            guard isTemplate || name == document.issuer else { throw SignInFailure.otherIssuer }
        } else if document.namesItselfInAnswers {
            throw SignInFailure.otherIssuer
        }
        guard let code = answer.code, answer.error == nil else {
            throw SignInFailure.denied(Self.known(answer.error))
        }
        let token = try await self.issuer.redeem(code: code, verifier: secret.verifier)
        return try await self.issuer.verify(token, nonce: secret.nonce, at: Date())
    }

    /// What may be told of an error; `nil` if it is not ours to tell.
    private static func reason(of error: any Error) -> String? {
        switch error {
        case let failure as SignInFailure: failure.description
        case let fault as IdentityFault: fault.description
        case let fault as IssuerFault: fault.description
        default: nil
        }
    }

    /// The words of RFC 6749 and of OpenID Connect for why nobody was let in; others are not repeated.
    private static func known(_ error: String?) -> String {
        let words = [
            "access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope",
            "server_error", "temporarily_unavailable", "interaction_required", "login_required", "consent_required",
            "account_selection_required",
        ]
        return error.flatMap { words.contains($0) ? $0 : nil } ?? "other"
    }
}
