/// An error of Entra ID's token or discovery endpoint.
struct EntraFailure: Error, Sendable, Hashable {
    /// The number after AADSTS.
    let code: Int
    let status: Int
    /// OAuth's error name.
    let error: String
    /// The description's first line, without `AADSTS…: `.
    let message: String
}

extension EntraFailure {
    /// The usual failure for a status, for faults.
    static func forStatus(_ fault: StatusFault) -> EntraFailure {
        let usual: EntraFailure =
            switch fault.status {
            case 401: .wrongSecret(applicationID: "00000000-0000-0000-0000-000000000000")
            case 403:
                .init(
                    code: 53003,
                    status: 403,
                    error: "access_denied",
                    message: "Access has been blocked by Conditional Access policies."
                )
            case 429:
                .init(
                    code: 90055,
                    status: 429,
                    error: "temporarily_unavailable",
                    message: "The request was throttled because there are too many requests for this tenant."
                )
            case 500...:
                .init(
                    code: 90033,
                    status: fault.status,
                    error: "temporarily_unavailable",
                    message: "A transient error has occurred. Please try again."
                )
            default:
                .init(
                    code: 9_002_313,
                    status: fault.status,
                    error: "invalid_request",
                    message: "Invalid request. Request is malformed or invalid."
                )
            }
        return EntraFailure(
            code: fault.code.flatMap { Int($0) } ?? usual.code,
            status: fault.status,
            error: usual.error,
            message: fault.message ?? usual.message
        )
    }
}
