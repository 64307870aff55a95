import HTTPTypes
import Hookswitch
import Hummingbird

/// Lets an operator in by `Authorization: Bearer …` (RFC 6750).
struct BearerAuthentication: Sendable {
    /// Recognises tokens.
    let tokens: APITokenService

    /// The operator who asks.
    ///
    /// - Throws: A ``Problem`` that is the same whatever was wrong with a token, or what the service throws.
    func `operator`(of request: Request) async throws -> Operator {
        guard let token = Self.token(in: request.headers) else { throw Self.refusal(hadToken: false) }
        guard let found = try await self.tokens.authenticate(token) else { throw Self.refusal(hadToken: true) }
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
