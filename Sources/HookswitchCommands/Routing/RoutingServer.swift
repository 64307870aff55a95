import Foundation
import Hookswitch

/// A tenant's routing at the server: the part `pools` of its document.
struct RoutingServer: Sendable {
    /// The document as the server has it.
    struct Current: Sendable {
        let version: Int32
        let document: DocumentValue

        var pools: [DocumentValue] { self.document.value(at: "pools")?.elements ?? [] }
    }

    let client: AdminClient
    let slug: String

    /// The routing in force.
    func current() async throws -> Current {
        // The version first: were the document changed between the two, what is written for this version would be refused.
        let version = try await self.client.get(["tenants", self.slug], as: TenantView.self).version
        let document: DocumentValue = try await self.client.get(["tenants", self.slug, "document"])
        return Current(version: version, document: document)
    }

    /// The pools of a version.
    func pools(of version: Int32) async throws -> [DocumentValue] {
        let path = ["tenants", self.slug, "versions", String(version)]
        let found: TenantVersionDocument = try await self.client.get(path)
        return found.document.value(at: "pools")?.elements ?? []
    }

    /// What differs in the routing between two versions; without them, between the newest two.
    func diff(from: Int32?, to: Int32?) async throws -> RoutingDifference {
        let query = [("from", from.map { String($0) }), ("to", to.map { String($0) })]
        struct Answer: Decodable {
            let from: Int32
            let to: Int32
            let changes: [DocumentChange]
        }
        let diff: Answer = try await self.client.get(["tenants", self.slug, "diff"], query: query)
        return RoutingDifference(
            slug: self.slug,
            from: diff.from,
            to: diff.to,
            changes: diff.changes.filter(\.isOfRouting)
        )
    }

    /// Pools as the server writes them.
    ///
    /// - Throws: A ``CommandFailure`` with all that is wrong in them; nothing was sent then.
    func normalized(_ pools: [DocumentValue], on current: Current, from source: String) throws -> DocumentValue {
        let text = try current.document.replacing(["pools"], with: .list(pools)).jsonText
        let documents: [TenantDocument]
        do {
            documents = try TenantDocumentReader(secrets: .unread, egress: nil).read(text)
        } catch {
            throw CommandFailure(
                error,
                in: source,
                code: "invalid_document",
                "\(source) was refused, and nothing was changed"
            )
        }
        guard let document = documents.first else { return current.document }
        let json = try document.json(includingSecret: false)
        return try JSONDecoder().decode(DocumentValue.self, from: Data(json.utf8))
    }

    /// Puts pools in the place of those in force, if nobody was faster.
    func put(_ document: DocumentValue, over current: Current, dryRun: Bool) async throws -> AppliedTenant {
        try await self.client.put(
            ["tenants", self.slug, "document"],
            query: [("dry_run", dryRun ? "true" : nil)],
            version: current.version,
            json: try document.jsonText
        )
    }

    /// The failure of somebody whose version is no longer the newest.
    ///
    /// - Parameter seen: The version that they saw.
    func conflict(seen: Int32, current: Int32) async throws -> CommandFailure {
        let path = ["tenants", self.slug, "versions", String(current)]
        let newest: TenantVersionDocument = try await self.client.get(path)
        let who = newest.actor ?? "somebody"
        return CommandFailure(
            .conflict,
            code: "version_conflict",
            "the routing was changed by \(who) at \(LocalTime.short(newest.createdAt)) "
                + "(you have \(seen), current is \(current))",
            fix: "hookswitch routing diff \(self.slug) --from \(seen) --to \(current)        then: --rebase or --force"
        )
    }
}

extension DocumentChange {
    /// Whether it is one of pools and rules.
    var isOfRouting: Bool { self.path.hasPrefix("pools") }
}
