/// Reads what an answer of Dataverse means before anything in it is used.
enum DataverseResponse {
    /// Passes an answer that carries what was asked for.
    ///
    /// - Throws: What else it says. A status of 401 is for the caller to handle first, with a new token.
    static func check(_ response: UpstreamResponse) throws(DynamicsError) {
        switch response.status {
        case 200:
            return
        case 300..<400:
            throw .invalidResponse(.redirect)
        case 401:
            throw .forbidden(.tokenRejected)
        case 403:
            throw .forbidden(self.refusal(response))
        case 429:
            throw .throttled(retryAfterSeconds: CircuitBreaker.throttleSeconds(response.retryAfter))
        case 400, 404:
            throw .invalidResponse(.queryRejected)
        default:
            throw .unavailable(.status(response.status))
        }
    }

    /// What an error's body says; where it cannot be read it says nothing, because it only serves as a hint.
    private static func refusal(_ response: UpstreamResponse) -> DataverseRefusal {
        do {
            let error = try response.json()["error"]
            return DataverseRefusal(code: error?["code"]?.string ?? "", message: error?["message"]?.string ?? "")
        } catch {
            return .other
        }
    }
}
