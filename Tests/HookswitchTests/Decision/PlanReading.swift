import Foundation
import Postgres

/// What a statement read, as `EXPLAIN (ANALYZE, FORMAT JSON)` tells it.
struct PlanReading: Sendable {
    /// One step of a plan.
    private struct Node: Decodable {
        enum CodingKeys: String, CodingKey {
            case type = "Node Type"
            case relation = "Relation Name"
            case rows = "Actual Rows"
            case loops = "Actual Loops"
            case removedByFilter = "Rows Removed by Filter"
            case removedByRecheck = "Rows Removed by Index Recheck"
            case steps = "Plans"
        }

        let type: String
        let relation: String?
        let rows: Double
        let loops: Double
        let removedByFilter: Double?
        let removedByRecheck: Double?
        let steps: [Node]?

        /// It, and all below it.
        var all: [Node] { [self] + (self.steps ?? []).flatMap(\.all) }

        /// Rows are told of one round; so many were read in all.
        var readCount: Double {
            (self.rows + (self.removedByFilter ?? 0) + (self.removedByRecheck ?? 0)) * self.loops
        }
    }

    /// How many rows were read, of all tables.
    var totalCount: Int { self.counts.values.reduce(0, +) }

    private struct Plan: Decodable {
        enum CodingKeys: String, CodingKey {
            case node = "Plan"
        }

        let node: Node
    }

    /// How many rows of each table were read, with those that a condition threw away.
    let counts: [String: Int]
    /// The tables that were read whole.
    let wholeTables: Set<String>
    /// How many rows of decisions, and entries of their indexes for bitmaps, were read.
    let decisionCount: Int
    /// The months that were read.
    let months: Set<String>
    /// Whether a month was read whole.
    let hasSequentialScan: Bool

    /// Runs a statement and looks what it read.
    init(of query: Query, through transaction: Transaction) async throws {
        let rows = try await transaction.query("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) \(query)")
        let json = try rows.first?.decode("QUERY PLAN", as: JSONText.self).text ?? "[]"
        let nodes = try JSONDecoder().decode([Plan].self, from: Data(json.utf8)).flatMap(\.node.all)
        let scans = nodes.filter { $0.relation?.hasPrefix("decision_") ?? false }
        let entries = nodes.filter { $0.type == "Bitmap Index Scan" }
        let tables = nodes.filter { $0.relation != nil }
        self.counts = Dictionary(tables.map { ($0.relation ?? "", Int($0.readCount)) }, uniquingKeysWith: +)
        self.wholeTables = Set(tables.filter { $0.type == "Seq Scan" && $0.readCount > 0 }.compactMap(\.relation))
        self.decisionCount = Int((scans + entries).reduce(0) { $0 + $1.readCount })
        self.months = Set(scans.compactMap(\.relation))
        self.hasSequentialScan = scans.contains { $0.type == "Seq Scan" && $0.rows + ($0.removedByFilter ?? 0) > 0 }
    }
}
