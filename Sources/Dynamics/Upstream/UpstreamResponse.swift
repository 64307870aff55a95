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

    /// The body as JSON.
    func json() throws(DynamicsError) -> JSONText {
        do {
            return try JSONText(parsing: self.body)
        } catch {
            throw .invalidResponse(.json)
        }
    }
}
