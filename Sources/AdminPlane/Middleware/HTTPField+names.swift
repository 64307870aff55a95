import HTTPTypes

extension HTTPField.Name {
    /// The request's name in the log, in requests and answers.
    static let requestID = Self.known("Request-Id")
    /// The page that follows: RFC 8288.
    static let link = Self.known("Link")
    /// The last event that a stream's reader saw.
    static let lastEventID = Self.known("Last-Event-ID")
    /// Whether nginx may hold an answer back until it has more of it.
    static let xAccelBuffering = Self.known("X-Accel-Buffering")
    /// What a browser tells others of the address it came from.
    static let referrerPolicy = Self.known("Referrer-Policy")

    /// A name that is written here and is a token of RFC 9110.
    private static func known(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is not the name of a header field") }
        return name
    }
}
