public import Foundation

/// A request that the simulator received, kept so that a test can say what was sent and what was not.
///
/// Secrets are left out: an `Authorization` header keeps its scheme alone, a form its other members.
public struct RecordedRequest: Sendable, Hashable, Codable {
    /// What the request was for.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Entra's token endpoint.
        case token
        /// Entra's OpenID discovery document or keys.
        case discovery
        /// A Dataverse environment's Web API.
        case data
        /// Anything else, such as a host that the scenario does not have.
        case other
    }

    /// A header as it was received.
    public struct Header: Sendable, Hashable, Codable {
        /// The name, in the peer's spelling.
        public let name: String
        /// The value; a credential's is replaced by `***`.
        public let value: String
    }

    /// Counts up from 1 over the life of the simulator.
    public let sequence: Int
    /// When it was received, in simulated time.
    public let receivedAt: Date
    /// What it was for.
    public let kind: Kind
    /// The HTTP method.
    public let method: String
    /// The host asked for, without port, in lower case.
    public let host: String
    /// The path exactly as on the wire.
    public let path: String
    /// What followed `?`, exactly as on the wire; none without a `?`.
    public let query: String?
    /// The headers, in order.
    public let headers: [Header]
    /// The members of a token request's form, without secrets and assertions.
    public let form: [String: String]
    /// The name of the environment that it reached.
    public let environment: String?
    /// The GUID of the Entra tenant: the one asked, or the environment's.
    public let entraTenantID: String?
    /// The status answered; none as long as nothing has been sent, and if nothing ever is.
    public internal(set) var status: Int?
    /// The kind of the fault that was applied, such as `hang`.
    public let fault: String?
}
