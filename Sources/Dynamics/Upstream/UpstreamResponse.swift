/// An answer that was read whole and is within our limits.
struct UpstreamResponse: Sendable {
    /// No answer we ask for has a body above a few KiB.
    static let maximumBodyByteCount = 64 * 1024

    /// Microsoft's answers have some 2 KiB of headers.
    static let maximumHeaderByteCount = 16 * 1024

    let status: Int

    /// The header that says when to come back, if there is one that can be read.
    let retryAfter: Duration?

    let body: [UInt8]

    /// The header that says how to prove oneself, of an answer 401.
    var challenge: String?

    /// The header that says where else to ask, of an answer 3xx. It is read to be told to people and never followed.
    var location: String?

    /// The body as JSON.
    func json() throws(DynamicsError) -> JSONText {
        do {
            return try JSONText(parsing: self.body)
        } catch {
            throw .invalidResponse(.json)
        }
    }
}
