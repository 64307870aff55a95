import HTTPTypes
import Hookswitch
import Hummingbird

/// Lets an operator in by `Authorization: Bearer …` (RFC 6750) or by a session's cookie, and slows those who guess.
struct BearerAuthentication: Sendable {
    /// Recognises tokens.
    let tokens: APITokenService
    /// Recognises sessions.
    let sessions: SessionService
    /// How many wrong tokens each source may send. A right one takes nothing from it.
    let guesses: RateLimiter<SourceAddress>

    /// The operator who asks.
    ///
    /// - Parameters:
    ///   - source: Where the request comes from.
    ///   - isFresh: Whether Postgres is asked, whatever is remembered.
    /// - Throws: A ``Problem`` that is the same whatever was wrong with a token or a session, or what the service throws.
    func `operator`(
        of request: Request,
        from source: SourceAddress,
        isFresh: Bool = false
    ) async throws -> Operator {
        if let token = Self.token(in: request.headers) {
            return try await self.recognise(isKnown: self.tokens.isKnown(token), from: source) {
                try await self.tokens.authenticate(token, isFresh: isFresh)
            }
        }
        // Whoever sends a token means it, also where the token cannot be read.
        guard request.headers[.authorization] == nil,
            let secret = BrowserCookie.session.value(in: request.headers)
        else { throw Problem.unauthenticated(hadToken: false) }
        let found = try await self.recognise(isKnown: self.sessions.isKnown(secret), from: source) {
            try await self.sessions.authenticate(secret, isFresh: isFresh)
        }
        guard Self.isSafe(request.method) || Self.hasCSRFToken(request.headers, of: secret) else {
            throw Problem.noCSRFToken
        }
        return found
    }

    private func recognise(
        isKnown: Bool,
        from source: SourceAddress,
        _ find: () async throws -> Operator?
    ) async throws -> Operator {
        // Taken before Postgres is asked, so that many guesses at once are not all let through; a token that this server
        // knows to work needs no leave, so that guesses from behind the same proxy lock nobody out.
        if !isKnown, let delay = self.guesses.take(source).retryAfter { throw Problem.tooManyAttempts(for: delay) }
        let found: Operator?
        do {
            found = try await find()
        } catch {
            if !isKnown { self.guesses.giveBack(source) }
            throw error
        }
        guard let found else {
            if isKnown { _ = self.guesses.take(source) }
            throw Problem.unauthenticated(hadToken: true)
        }
        if !isKnown { self.guesses.giveBack(source) }
        return found
    }

    /// Methods that change nothing (RFC 9110, 9.2.1).
    static func isSafe(_ method: HTTPRequest.Method) -> Bool {
        [.get, .head].contains(method)
    }

    private static func hasCSRFToken(_ headers: HTTPFields, of secret: String) -> Bool {
        let values = headers[values: .csrfToken]
        return values.count == 1 && SessionService.isCSRFToken(values[0], of: secret)
    }

    /// The token, if exactly one was sent. The scheme's name is read in any case, as RFC 9110 has it.
    private static func token(in headers: HTTPFields) -> [UInt8]? {
        let values = headers[values: .authorization]
        guard values.count == 1 else { return nil }
        let parts = values[0].split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = Array(parts[1].utf8.drop { $0 == UInt8(ascii: " ") })
        return token.isEmpty ? nil : token
    }
}
