/// A sign-in that is to begin.
public struct SignInRequest: Hashable, Sendable {
    /// A command line that waits on this machine's loopback address for the browser to come back (RFC 8252, 7.3).
    public struct Loopback: Hashable, Sendable {
        /// Its port.
        public let port: Int
        /// What it knows its own sign-in by.
        public let state: String
        /// The SHA-256 of what it will prove itself with, base64 for URLs (RFC 7636, S256).
        public let challenge: String

        /// Reads what came in a query.
        ///
        /// - Returns: `nil` if the port is below 1024 or above 65535, the state is not 1 to 128 unreserved characters, or the
        ///   challenge is not 32 bytes.
        public init?(port: Int, state: String, challenge: String) {
            let isWord = state.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
            guard (1024...65_535).contains(port), isWord, (1...128).contains(state.utf8.count),
                Base64URL.decode(challenge.utf8)?.count == 32
            else { return nil }
            self.port = port
            self.state = state
            self.challenge = challenge
        }
    }

    /// The value of an invitation, if the person has one.
    public let invitation: String?
    /// Where the browser goes afterwards: a path of ours.
    public let returnPath: String?
    /// The command line that waits for it.
    public let loopback: Loopback?
    /// Who begins: so many sign-ins may be under way from one source. `nil` counts as one.
    public let source: String?

    /// States what is wanted.
    public init(invitation: String? = nil, returnPath: String? = nil, loopback: Loopback? = nil, source: String? = nil)
    {
        self.invitation = invitation
        self.returnPath = returnPath
        self.loopback = loopback
        self.source = source
    }

    /// Whether a text is a path of ours, and nothing that a browser takes for another host.
    public static func isPath(_ text: String) -> Bool {
        text.utf8.count <= 1000 && text.hasPrefix("/") && !text.hasPrefix("//") && !text.contains("\\")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
