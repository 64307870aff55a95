/// What an operator sends to Enreach support, who switch SmartRouting on: all that they need, and no key's value.
public struct HandoffSheet: Codable, Hashable, Sendable {
    /// How calls prove themselves.
    public struct Authentication: Codable, Hashable, Sendable {
        /// A key that is live.
        public struct Key: Codable, Hashable, Sendable {
            /// The identity, `whk_…`.
            public let id: String
            /// The value's last four characters.
            public let hint: String
            /// When it was made, RFC 3339.
            public let createdAt: String

            enum CodingKeys: String, CodingKey {
                case id, hint
                case createdAt = "created_at"
            }
        }

        /// `apiKey`, `basic` or `none`.
        public let kind: String
        /// The header that carries the key; `nil` if none does.
        public let header: String?
        /// Basic's user; `nil` without Basic.
        public let user: String?
        /// The live keys of that kind, newest first. Their values were shown when they were made, and never again.
        public let liveKeys: [Key]
        /// What is to be done about keys before this sheet is sent.
        public let note: String

        enum CodingKeys: String, CodingKey {
            case kind, header, user, note
            case liveKeys = "live_keys"
        }
    }

    /// A queue whose calls are to be asked about.
    public struct Queue: Codable, Hashable, Sendable {
        /// The number: `bnum`.
        public let number: String
        /// The name.
        public let name: String
    }

    /// An answer that Enreach's cloud may get.
    public struct Answer: Codable, Hashable, Sendable {
        /// The status of HTTP.
        public let status: Int
        /// What the cloud should do.
        public let meaning: String
    }

    /// How long an answer takes.
    public struct Timeout: Codable, Hashable, Sendable {
        /// When we answer at the latest, whatever is broken.
        public let answerWithinMilliseconds: Int
        /// What SmartRouting grants by default.
        public let enreachDefaultMilliseconds: Int

        enum CodingKeys: String, CodingKey {
            case answerWithinMilliseconds = "answer_within_ms"
            case enreachDefaultMilliseconds = "enreach_default_ms"
        }
    }

    /// From where the calls come.
    public struct Sources: Codable, Hashable, Sendable {
        /// The networks, in CIDR notation.
        public let networks: [String]
        /// How far that is to be trusted.
        public let caveat: String
    }

    /// A request and its answer, to try it out.
    public struct Example: Codable, Hashable, Sendable {
        /// The request as HTTP/1.1 has it, with a placeholder in the key's place.
        public let request: String
        /// The answer likewise.
        public let answer: String
    }

    /// The tenant's short name.
    public let slug: String
    /// The tenant's name.
    public let name: String
    /// Where calls are sent; `nil` if the server does not know its public address.
    public let url: String?
    /// The path of ``url``.
    public let path: String
    /// Always `POST`.
    public let method: String
    /// Always `application/json`.
    public let contentType: String
    /// How calls prove themselves.
    public let authentication: Authentication
    /// The queues, in the order of the document.
    public let queues: [Queue]
    /// What may come back.
    public let answers: [Answer]
    /// How long it takes.
    public let timeout: Timeout
    /// From where the calls come.
    public let sourceNetworks: Sources
    /// A request and its answer.
    public let example: Example

    enum CodingKeys: String, CodingKey {
        case slug, name, url, path, method, authentication, queues, answers, timeout, example
        case contentType = "content_type"
        case sourceNetworks = "source_networks"
    }
}
