public import Dynamics
public import Foundation
public import Routing

/// What an operator says of a tenant: the document `kind: Tenant`, read and checked.
public struct TenantDocument: Hashable, Sendable {
    /// How callers are looked up.
    public enum Lookup: String, CaseIterable, Hashable, Sendable {
        /// The CRM is asked at each call, or the cache.
        case live
    }

    /// What is tried when no exact notation is found.
    public enum Fallback: String, CaseIterable, Hashable, Sendable {
        /// Nothing.
        case none
        /// A search for the national number within the column, each find checked again. Dataverse throttles it.
        case contains
    }

    /// What becomes of calls from the customer's own exchange.
    public enum InternalCalls: String, CaseIterable, Hashable, Sendable {
        /// They take the default route without a look at the directory.
        case skip
        /// They are looked up like any other.
        case lookup
    }

    /// The credential as the document gives it.
    public struct Credential: Hashable, Sendable {
        /// The client secret; `nil` keeps the one that Hookswitch has.
        public let secret: Secret?
        /// When Entra stops accepting it; `nil` is unknown.
        public let expiresAt: Date?
    }

    /// The short name.
    public internal(set) var slug: Slug
    /// The name, 1 to 200 characters.
    public let name: String
    /// The words by which it is found and grouped, sorted, each once.
    public internal(set) var tags: [TenantTag]
    /// What another program calls the tenant; `nil` of most.
    public internal(set) var externalID: ExternalID?
    /// How national numbers in this CRM are read.
    public let region: Region
    /// The Dataverse environment, `https://host[:port]`.
    public let dataverseURL: String
    /// How callers are looked up.
    public let lookup: Lookup
    /// What is tried when no exact notation is found.
    public let fallback: Fallback
    /// The tables in order of priority; never empty.
    public let tables: [DirectoryTable]
    /// The Entra tenant: a GUID or a verified domain.
    public let entraTenant: String
    /// The application's (client) id.
    public let clientID: UUID
    /// The credential; `nil` keeps the one that Hookswitch has.
    public let credential: Credential?
    /// How webhook calls prove themselves.
    public let authentication: WebhookAuthentication
    /// What becomes of calls from the customer's own exchange.
    public let internalCalls: InternalCalls
    /// The pools.
    public let pools: [Pool]

    /// The rules of all pools.
    public var rulebook: Rulebook {
        Rulebook(pools: self.pools)
    }
}
