import Dynamics
import Foundation
import Routing

/// Tenants as rows of the table that an import reads.
enum ExportTable {
    /// The heading.
    static let heading = TableText.line(ImportColumn.exported.map(\.rawValue))

    /// The row of a document.
    static func line(_ document: TenantDocument) throws -> String {
        var cells: [ImportColumn: String] = [
            .slug: document.slug.text,
            .name: document.name,
            .region: document.region.code,
            .dataverseURL: document.dataverseURL,
            .lookup: document.lookup.rawValue,
            .fallback: document.fallback.rawValue,
            .tables: document.tables.map(\.rawValue).joined(separator: " "),
            .entraTenant: document.entraTenant,
            .clientID: document.clientID.uuidString.lowercased(),
            .authentication: document.authentication.rawValue,
            .internalCalls: document.internalCalls.rawValue,
        ]
        if !document.tags.isEmpty { cells[.tags] = document.tags.map(\.text).joined(separator: " ") }
        cells[.externalID] = document.externalID?.text
        cells[.secretExpiresAt] = document.credential?.expiresAt?.formatted(.iso8601)
        if let pool = document.pools.first, document.pools.count == 1, pool.rules.count <= 1 {
            cells.merge(Self.cells(pool)) { $1 }
        } else if !document.pools.isEmpty {
            cells[.pools] = try Self.json(ofPools: document)
        }
        return Self.line(cells)
    }

    /// The row of a tenant of which no more can be said.
    static func line(slug: String, name: String) -> String {
        Self.line([.slug: slug, .name: name])
    }

    private static func line(_ cells: [ImportColumn: String]) -> String {
        TableText.line(ImportColumn.exported.map { FormulaGuard.guarded(cells[$0] ?? "") })
    }

    private static func cells(_ pool: Pool) -> [ImportColumn: String] {
        var cells: [ImportColumn: String] = [.poolNumber: pool.number.e164, .poolName: pool.name]
        if let rule = pool.rules.first {
            cells[.ruleName] = rule.name
            cells[.ruleWhen] = rule.condition.rawValue
            cells[.ruleTarget] = rule.target.e164
        }
        switch pool.otherwise {
        case .defaultRoute: cells[.otherwise] = "default"
        case .target(let target): cells[.otherwise] = target.e164
        }
        return cells
    }

    private static func json(ofPools document: TenantDocument) throws -> String {
        let value = try DocumentValue(json: try document.json(includingSecret: false))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value["pools"] ?? .list([])), as: UTF8.self)
    }
}
