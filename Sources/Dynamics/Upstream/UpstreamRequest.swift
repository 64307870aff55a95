/// A request to one of Microsoft's servers.
struct UpstreamRequest: Sendable {
    enum Method: Sendable {
        case get
        case post(body: [UInt8])
    }

    let endpoint: Endpoint

    /// Path and query, percent-encoded, beginning with a slash.
    let target: String

    let method: Method

    /// Names and values that were checked to be printable ASCII.
    let headers: [(name: String, value: String)]
}
