/// What answered at an address that others call.
public struct PublicAddressAnswer: Hashable, Sendable {
    /// The status code.
    public let status: Int
    /// The field that says where else to ask, of an answer 3xx. It is told to people and never followed.
    public let location: String?
    /// The body, as much of it as is looked at.
    public let body: [UInt8]
    /// When the server's certificate ends, in seconds since 1970.
    public let certificateEnd: Int

    /// The most that is read of a body: our own answers, problems among them, have some hundred bytes.
    public static let maximumBodyByteCount = 4 * 1024

    /// States an answer.
    public init(status: Int, location: String? = nil, body: [UInt8], certificateEnd: Int) {
        self.status = status
        self.location = location
        self.body = body
        self.certificateEnd = certificateEnd
    }
}
