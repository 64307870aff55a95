import Foundation

/// A tenant as the admin API and the command line show it: without secrets.
public struct TenantView: Codable, Hashable, Sendable {
    /// The webhook.
    public struct Webhook: Codable, Hashable, Sendable {
        /// The path of the tenant's calls: `/hooks/…`.
        public let path: String
        /// The whole address, if the server knows its public name.
        public let url: String?
        /// How calls prove themselves; `nil` if the document cannot be read.
        public let authentication: String?
        /// How many keys are live.
        public let liveKeyCount: Int

        enum CodingKeys: String, CodingKey {
            case path, url, authentication
            case liveKeyCount = "live_key_count"
        }
    }

    /// The CRM.
    public struct Dataverse: Codable, Hashable, Sendable {
        /// The environment's address.
        public let url: String
        /// How callers are looked up.
        public let lookup: String
        /// What is tried when no exact notation is found.
        public let fallback: String
        /// The tables, in order of priority.
        public let tables: [String]
    }

    /// What Hookswitch shows to Microsoft.
    public struct Credential: Codable, Hashable, Sendable {
        /// Tells whether two secrets are the same, and nothing else of them.
        public let fingerprint: String
        /// When Entra stops accepting it, RFC 3339; `nil` if unknown.
        public let expiresAt: String?
        /// `known` or `unknown`.
        public let expiry: String

        enum CodingKeys: String, CodingKey {
            case fingerprint, expiry
            case expiresAt = "expires_at"
        }
    }

    /// The application at Microsoft.
    public struct Entra: Codable, Hashable, Sendable {
        /// The Entra tenant.
        public let tenant: String
        /// The application's (client) id.
        public let clientID: String
        /// The credential; `nil` if Hookswitch has none.
        public let credential: Credential?

        enum CodingKeys: String, CodingKey {
            case tenant, credential
            case clientID = "client_id"
        }
    }

    /// The identity, `ten_…`.
    public let id: String
    /// The short name.
    public let slug: String
    /// The name.
    public let name: String
    /// The words by which it is found and grouped, sorted; `nil` if it has none.
    public let tags: [String]?
    /// Whether this version of Hookswitch can read the tenant's document. If not, what only the document says is `nil`, and
    /// calls are answered by the document before, or not at all.
    public let readable: Bool
    /// `active` or `suspended`.
    public let status: TenantStatus
    /// Raised by one at each change.
    public let version: Int32
    /// Raised by each change of the tenant and of whatever belongs to it; no answer has it but in the tag of the tenant.
    public var revision: Int64?
    /// How national numbers are read.
    public let region: String?
    /// The webhook.
    public let webhook: Webhook
    /// The CRM.
    public let dataverse: Dataverse?
    /// The application at Microsoft.
    public let entra: Entra?
    /// How many pools there are.
    public let poolCount: Int?
    /// When it was made, RFC 3339.
    public let createdAt: String
    /// When it was last changed, RFC 3339.
    public let updatedAt: String
    /// When it will be destroyed, RFC 3339; `nil` if it is not being offboarded.
    public var offboardingDueAt: String?
    /// What another program calls it; `nil` of most.
    public var externalID: String?
    /// What colleagues should know before they touch it; `nil` of most.
    public var note: String?
    /// Its calls; `nil` where nobody asked for them, and where counting them took too long.
    public var activity: CallActivity?
    /// How far it is brought on; `nil` where nobody asked, and where finding out took too long.
    public var onboarding: ChecklistSummary?

    enum CodingKeys: String, CodingKey {
        case id, slug, name, tags, readable, status, version, region, webhook, dataverse, entra, activity, note
        case onboarding
        case externalID = "external_id"
        case poolCount = "pool_count"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case offboardingDueAt = "offboarding_due_at"
    }
}

extension Date {
    /// RFC 3339 in UTC with milliseconds: how times are written in every answer.
    var rfc3339: String {
        self.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
