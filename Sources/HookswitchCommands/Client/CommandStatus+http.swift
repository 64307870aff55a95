extension CommandStatus {
    /// What an HTTP status of the admin API means to a script.
    init(httpStatus: Int) {
        self =
            switch httpStatus {
            case 401, 403: .authentication
            // Conflict, and a precondition that failed or is missing (RFC 6585).
            case 409, 412, 428: .conflict
            case 408, 429, 502, 503, 504: .unavailable
            default: .failed
            }
    }
}
