import NIOHTTP1

/// Why a request gets no decision: the closed list of all that the webhook answers beside 200 and 204.
enum Refusal: Error, Hashable, Sendable {
    /// The bytes are not HTTP/1.1, or not the part of it that leaves no doubt.
    case malformed
    /// `Host` is missing, comes twice or is empty.
    case host
    /// The request target is not a plain path.
    case target
    /// `Transfer-Encoding` is anything but `chunked`, or comes with `Content-Length`.
    case transferEncoding
    /// The client asks for another protocol.
    case upgrade
    /// A field name has an underscore, which some programs read as a hyphen.
    case fieldName
    /// A request that has no body by its method has one.
    case unexpectedBody
    /// More requests were sent ahead than anyone waits for.
    case pipelineTooLong
    /// The body is not a call.
    case body(InboundCallError)
    /// The proof is wrong or missing.
    case unauthorized
    /// No such endpoint.
    case unknownEndpoint
    /// Calls are posted.
    case method
    /// The head or the body came too slowly.
    case timeout
    /// The body has too many bytes or chunks.
    case bodyTooLarge
    /// The body is compressed.
    case contentEncoding
    /// `Expect` asks for what we do not do.
    case expectation
    /// The host name is not one of ours.
    case misdirected
    /// The head has too many bytes or fields.
    case headTooLarge
    /// Not HTTP/1.1.
    case version

    /// All of them but the many ways in which a body is wrong.
    static let ofHeads: [Refusal] = [
        .malformed, .host, .target, .transferEncoding, .upgrade, .fieldName, .unexpectedBody, .pipelineTooLong,
        .unauthorized, .unknownEndpoint, .method, .timeout, .bodyTooLarge, .contentEncoding, .expectation,
        .misdirected, .headTooLarge, .version,
    ]

    /// Tells what the parser found wrong.
    init(_ error: HTTPParserError) {
        self =
            switch error {
            case .headerOverflow: .headTooLarge
            case .invalidVersion: .version
            case .unexpectedContentLength: .transferEncoding
            default: .malformed
            }
    }
}
