import Dynamics
import Foundation
import Routing
import Yams

extension TenantDocument {
    /// The document as JSON with sorted members: what the admin API takes and gives, and what Postgres keeps.
    ///
    /// - Parameter includingSecret: Whether the secret is written, as `{"value": …}`; only the command line sends it so,
    ///   to the admin API.
    public func json(includingSecret: Bool) throws -> String {
        try self.json(slug: self.slug, includingSecret: includingSecret)
    }

    /// The document as JSON under a slug; `nil` leaves the member out.
    func json(slug: Slug?, includingSecret: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let wire = Wire(self, slug: slug, includingSecret: includingSecret)
        return String(decoding: try encoder.encode(wire), as: UTF8.self)
    }

    /// The document as YAML without its secret, the members in the order in which people write them.
    public func yaml() throws -> String {
        let encoder = YAMLEncoder()
        encoder.options.allowUnicode = true
        return try encoder.encode(Wire(self, slug: self.slug, includingSecret: false))
    }

    /// The same document with another credential.
    func with(_ credential: Credential?) -> TenantDocument {
        TenantDocument(
            slug: self.slug,
            name: self.name,
            tags: self.tags,
            externalID: self.externalID,
            region: self.region,
            dataverseURL: self.dataverseURL,
            lookup: self.lookup,
            fallback: self.fallback,
            tables: self.tables,
            entraTenant: self.entraTenant,
            clientID: self.clientID,
            credential: credential,
            authentication: self.authentication,
            internalCalls: self.internalCalls,
            pools: self.pools
        )
    }
}

extension TenantDocument {
    /// The members as JSON has them.
    private struct Wire: Encodable {
        struct Dataverse: Encodable { let url, lookup, fallback: String, tables: [String] }
        struct SecretValue: Encodable { let value: String }
        struct Credential: Encodable { let secret: SecretValue?, expiresAt: String? }
        struct Entra: Encodable { let tenant, clientId: String, credential: Credential? }
        struct Webhook: Encodable { let authentication: String }
        struct When: Encodable { let caller: String }
        struct Rule: Encodable { let name: String, when: When, target: String }
        struct Pool: Encodable { let number, name: String, rules: [Rule], otherwise: String }

        let apiVersion = "hookswitch/v1"
        let kind = "Tenant"
        let slug: String?
        let name, region: String
        /// Absent where there are none, as in documents from before there were tags.
        let tags: [String]?
        let externalId: String?
        let dataverse: Dataverse
        let entra: Entra
        let webhook: Webhook
        let internalCalls: String
        let pools: [Pool]

        init(_ document: TenantDocument, slug: Slug?, includingSecret: Bool) {
            self.slug = slug?.text
            self.name = document.name
            self.tags = document.tags.isEmpty ? nil : document.tags.map(\.text)
            self.externalId = document.externalID?.text
            self.region = document.region.code
            self.dataverse = Dataverse(
                url: document.dataverseURL,
                lookup: document.lookup.rawValue,
                fallback: document.fallback.rawValue,
                tables: document.tables.map(\.rawValue)
            )
            self.entra = Entra(
                tenant: document.entraTenant,
                clientId: document.clientID.uuidString.lowercased(),
                credential: document.credential.map { credential in
                    Credential(
                        secret: includingSecret ? credential.secret.map { SecretValue(value: $0.reveal()) } : nil,
                        expiresAt: credential.expiresAt.map { $0.formatted(.iso8601) }
                    )
                }
            )
            self.webhook = Webhook(authentication: document.authentication.rawValue)
            self.internalCalls = document.internalCalls.rawValue
            self.pools = document.pools.map { pool in
                Pool(
                    number: pool.number.e164,
                    name: pool.name,
                    rules: pool.rules.map { rule in
                        Rule(name: rule.name, when: When(caller: rule.condition.rawValue), target: rule.target.e164)
                    },
                    otherwise: pool.otherwise.text
                )
            }
        }
    }
}

extension Pool.Otherwise {
    /// As documents have it: a number, or `default`.
    fileprivate var text: String {
        switch self {
        case .defaultRoute: "default"
        case .target(let target): target.e164
        }
    }
}
