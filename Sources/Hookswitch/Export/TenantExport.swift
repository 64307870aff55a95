import Foundation
import Postgres

/// Writes tenants out as files that ``ImportService`` takes: importing them changes nothing. Secrets are never among it.
public struct TenantExport: Sendable {
    /// How many tenants are read at once: the next are read when these have been taken.
    private static let pageSize = 200

    private let tenants: TenantService

    /// Makes an export.
    public init(tenants: TenantService) {
        self.tenants = tenants
    }

    /// Writes a page of the tenants that the operator may see, by slug. The pages one after the other are the file.
    ///
    /// - Parameter after: The `next` of the page before; `nil` begins, with the heading of a table.
    public func page(_ format: ImportFormat, after: String?, for actor: Operator) async throws -> ExportPage {
        let rows = try await self.tenants.database.inFleet { transaction in
            try await transaction.query(
                """
                \(TenantView.query) WHERE t.slug > \(after ?? "") AND \(actor.reach.condition(on: "t.tenant_id"))
                ORDER BY t.slug LIMIT \(Int64(Self.pageSize))
                """
            )
        }
        var text = after == nil && format == .csv ? ExportTable.heading : ""
        for row in rows { text += try Self.text(of: row, as: format) }
        let last = try rows.last?.decode("slug", as: String.self)
        return ExportPage(text: text, next: rows.count == Self.pageSize ? last : nil)
    }

    private static func text(of row: Row, as format: ImportFormat) throws -> String {
        guard let document = try TenantService.exportedDocument(of: row) else {
            return try Self.text(ofUnreadable: try TenantRow(row), as: format)
        }
        switch format {
        case .yaml: return "---\n" + (try document.yaml())
        case .ndjson: return try document.json(includingSecret: false) + "\n"
        case .csv: return try ExportTable.line(document)
        }
    }

    /// A document that this version of Hookswitch cannot read is written as it is stored, so that it can be mended. A table has
    /// no cells for it, only its name: a row that an import refuses, and that nobody overlooks.
    private static func text(ofUnreadable tenant: TenantRow, as format: ImportFormat) throws -> String {
        let value = try DocumentValue(json: tenant.document)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(value), as: UTF8.self)
        switch format {
        // JSON is a part of YAML.
        case .yaml: return "--- " + json + "\n"
        case .ndjson: return json + "\n"
        case .csv: return ExportTable.line(slug: tenant.slug, name: tenant.name)
        }
    }
}
