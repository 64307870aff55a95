import Foundation
import Postgres
import Routing

/// Says what would become of a call under a document that is not applied. Nothing of it is kept.
///
/// Dynamics is asked as for a call, with the stored secret. So the draft has to name the very environment, directory and
/// application that the secret was entered for; a secret in the draft itself is never used.
public struct DraftExplainer: Sendable {
    private let tenants: TenantService
    private let pipeline: DecisionPipeline
    private let assembly: TenantAssembly

    /// Makes an explainer that puts drafts together as the snapshot puts tenants together.
    init(tenants: TenantService, pipeline: DecisionPipeline, assembly: TenantAssembly) {
        self.tenants = tenants
        self.pipeline = pipeline
        self.assembly = assembly
    }

    /// Explains a call.
    ///
    /// - Parameters:
    ///   - slug: The tenant.
    ///   - draft: A document of that tenant, read and checked as for applying it.
    ///   - question: The call. By a fixture nobody is asked, so such a draft may be of any environment.
    /// - Returns: `nil` if there is no tenant of that name that the operator may see.
    /// - Throws: ``DocumentRefusal`` if the draft would have the secret shown elsewhere; ``UnreadableTenant`` if nobody can tell;
    ///   ``SealError`` if the tenant's key does not open; a `PostgresError`.
    public func explain(
        _ slug: String,
        as draft: TenantDocument,
        _ question: CallQuestion,
        for actor: Operator
    ) async throws -> CallExplanation? {
        guard let row = try await self.row(slug, for: actor) else { return nil }
        if case .fixture = question.source {} else { try Self.check(draft, against: try Self.applied(row.tenant)) }
        let previous = self.pipeline.snapshots.current.tenants[row.tenant.tenantID]
        let tenant = try self.assembly.assemble(row, as: draft.with(nil), previous: previous)
        return await CallExplanation(question, for: tenant, by: self.pipeline)
    }

    /// The document that is applied. What is wrong with that is not the draft's fault.
    private static func applied(_ tenant: TenantRow) throws(UnreadableTenant) -> TenantDocument {
        do throws(DocumentRefusal) {
            return try tenant.parsed()
        } catch {
            throw UnreadableTenant()
        }
    }

    private func row(_ slug: String, for actor: Operator) async throws -> SnapshotRow? {
        try await self.tenants.database.inFleet { transaction in
            let rows = try await transaction.query(
                "\(SnapshotRow.query) WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))"
            )
            return try rows.first.map { try SnapshotRow($0) }
        }
    }

    /// Refuses a draft that names another place for the secret than the document that is applied.
    ///
    /// The sealed secret would not open for another place anyway; this says so before anything is tried.
    static func check(_ draft: TenantDocument, against applied: TenantDocument) throws(DocumentRefusal) {
        let root = DocumentPath()
        let places: [(path: DocumentPath, isSame: Bool, applied: String)] = [
            (root.member("dataverse").member("url"), draft.dataverseURL == applied.dataverseURL, applied.dataverseURL),
            (root.member("entra").member("tenant"), draft.entraTenant == applied.entraTenant, applied.entraTenant),
            (
                root.member("entra").member("clientId"), draft.clientID == applied.clientID,
                applied.clientID.uuidString.lowercased()
            ),
        ]
        let issues = places.filter { !$0.isSame }.map { place in
            DocumentIssue(
                document: 0,
                line: nil,
                path: place.path,
                code: "draft_elsewhere",
                detail:
                    "a draft is explained with the stored secret, which is for \(place.applied) alone; apply a change of"
                    + " this with its secret, and then explain"
            )
        }
        guard issues.isEmpty else { throw DocumentRefusal(issues: issues) }
    }
}
