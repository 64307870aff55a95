/// Reads the answers of Entra's token endpoint.
enum TokenResponse {
    /// Entra gives 60 to 90 minutes, and 20 to 28 hours where access is evaluated all the time; nothing gives more.
    private static let lifetimeSeconds = 1...(48 * 3_600)

    /// The codes of one error that are looked at.
    private static let maximumCodeCount = 8

    /// Sends a request for a token and reads the answer.
    static func fetch(
        _ request: UpstreamRequest,
        from upstream: Upstream,
        deadline: ContinuousClock.Instant
    ) async -> Result<AccessToken, TokenFailure> {
        do {
            return .success(try self.read(try await upstream.send(request, deadline: deadline)))
        } catch let failure as TokenFailure {
            return .failure(failure)
        } catch {
            return .failure(.transient(error as? DynamicsError ?? .unavailable(.transport), retryAfter: nil))
        }
    }

    /// The token in an answer.
    static func read(_ response: UpstreamResponse) throws(TokenFailure) -> AccessToken {
        switch response.status {
        case 200:
            return try self.token(response)
        case 300..<400:
            throw .transient(.invalidResponse(.redirect), retryAfter: nil)
        case 429, 503:
            let seconds = AccessTokenMachine.clamp(response.retryAfter ?? AccessTokenMachine.retryInterval)
            throw .transient(
                response.status == 429
                    ? .throttled(retryAfterSeconds: Int(seconds.components.seconds)) : .unavailable(.tokenStatus(503)),
                retryAfter: response.retryAfter
            )
        case 400..<500:
            throw self.refusal(response)
        default:
            throw .transient(.unavailable(.tokenStatus(response.status)), retryAfter: response.retryAfter)
        }
    }

    private static func token(_ response: UpstreamResponse) throws(TokenFailure) -> AccessToken {
        let document: JSONText
        do throws(DynamicsError) { document = try response.json() } catch { throw .transient(error, retryAfter: nil) }
        let type = document["token_type"]?.string ?? ""
        guard
            type.lowercased() == "bearer",
            let seconds = document["expires_in"]?.plainInteger, Self.lifetimeSeconds.contains(seconds),
            let text = document["access_token"]?.string,
            let token = AccessToken(text, lifetime: .seconds(seconds))
        else { throw .transient(.invalidResponse(.token), retryAfter: nil) }
        return token
    }

    /// Decides by OAuth's name and the status alone; the numbers only become a hint.
    private static func refusal(_ response: UpstreamResponse) -> TokenFailure {
        // A refusal that is not OAuth's comes from something between Entra and us, and may pass.
        let document: JSONText
        do { document = try response.json() } catch {
            return .transient(.unavailable(.tokenStatus(response.status)), retryAfter: response.retryAfter)
        }
        guard let name = document["error"]?.string else {
            return .transient(.unavailable(.tokenStatus(response.status)), retryAfter: response.retryAfter)
        }
        if name == "temporarily_unavailable" || name == "server_error" || response.status == 408 {
            return .transient(.unavailable(.tokenStatus(response.status)), retryAfter: response.retryAfter)
        }
        let numbers = (document["error_codes"]?.array ?? []).prefix(Self.maximumCodeCount).compactMap(\.plainInteger)
        let failure = EntraFailure(
            code: EntraFailure.Code(rawValue: name) ?? .other,
            status: response.status,
            hint: numbers.lazy.compactMap(EntraHint.init(number:)).first
        )
        return .permanent(failure)
    }
}
