import Routing

/// The request for a token by client credentials (`reference/domain.md` T1).
enum TokenRequest {
    /// Makes the request.
    static func make(_ application: EntraApplication, for environment: Endpoint) -> UpstreamRequest {
        let fields = [
            ("client_id", application.clientID),
            ("scope", "\(environment.url)/.default"),
            ("client_secret", application.secret.reveal()),
            ("grant_type", "client_credentials"),
        ]
        let form = fields.map { "\($0.0)=\(PercentEncoding.encode($0.1))" }.joined(separator: "&")
        return UpstreamRequest(
            endpoint: application.authority,
            target: "/\(application.entraTenant)/oauth2/v2.0/token",
            method: .post(body: Array(form.utf8)),
            headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
        )
    }
}
