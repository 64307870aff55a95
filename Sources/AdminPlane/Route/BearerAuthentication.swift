import HTTPTypes
import Hookswitch
import Hummingbird

/// Lets an operator in by `Authorization: Bearer …` (RFC 6750), and slows those who guess.
struct BearerAuthentication: Sendable {
    /// Recognises tokens.
    let tokens: APITokenService
    /// How many wrong tokens each source may send. A right one takes nothing from it.
    let guesses: RateLimiter<SourceAddress>

    /// The operator who asks.
    ///
    /// - Parameter source: Where the request comes from.
    /// - Throws: A ``Problem`` that is the same whatever was wrong with a token, or what the service throws.
    func `operator`(of request: Request, from source: SourceAddress) async throws -> Operator {
        guard let token = Self.token(in: request.headers) else { throw Self.refusal(hadToken: false) }
        // Taken before Postgres is asked, so that many guesses at once are not all let through; a token that this server
        // knows to work needs no leave, so that guesses from behind the same proxy lock nobody out.
        let isKnown = self.tokens.isKnown(token)
        if !isKnown, let delay = self.guesses.take(source).retryAfter { throw Problem.tooManyAttempts(for: delay) }
        let found: Operator?
        do {
            found = try await self.tokens.authenticate(token)
        } catch {
            if !isKnown { self.guesses.giveBack(source) }
            throw error
        }
        guard let found else {
            if isKnown { _ = self.guesses.take(source) }
            throw Self.refusal(hadToken: true)
        }
        if !isKnown { self.guesses.giveBack(source) }
        return found
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

    private static func refusal(hadToken: Bool) -> Problem {
        let challenge = "Bearer realm=\"hookswitch\"" + (hadToken ? ", error=\"invalid_token\"" : "")
        return Problem(
            .unauthenticated,
            hadToken ? "The token is unknown, expired or revoked." : "There is no bearer token in the request.",
            fix: "Send `Authorization: Bearer hsw_…`; `hookswitch token create` makes a token.",
            headers: [.wwwAuthenticate: challenge]
        )
    }
}
