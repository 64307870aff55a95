import Crypto
import Foundation

/// A valid scenario made ready for look-ups: rows have ids and defaults, hosts and tenants are indexed.
struct CompiledScenario: Sendable {
    /// An environment with its complete rows.
    struct Environment: Sendable {
        let definition: DataverseEnvironment
        let tables: [DataverseTable: Table]

        func applicationUser(of clientID: String) -> ApplicationUser? {
            self.definition.applicationUsers.first { $0.clientID == clientID }
        }
    }

    /// A table's rows and the columns that a query may name.
    struct Table: Sendable {
        let columns: [String: ColumnKind]
        /// In the order in which a whole row shows them.
        let columnOrder: [String]
        let rows: [TableRow]
    }

    let scenario: Scenario
    private let environments: [String: Environment]
    private let environmentNames: [String: String]
    private let tenants: [String: EntraTenant]

    init(_ scenario: Scenario) throws(ScenarioError) {
        try scenario.validate()
        self.scenario = scenario
        var environments: [String: Environment] = [:]
        var names: [String: String] = [:]
        for definition in scenario.environments {
            environments[definition.name] = Self.environment(definition)
            for host in definition.hosts { names[host] = definition.name }
        }
        self.environments = environments
        self.environmentNames = names
        var tenants: [String: EntraTenant] = [:]
        for tenant in scenario.entraTenants {
            for name in [tenant.id] + tenant.domains { tenants[name] = tenant }
        }
        self.tenants = tenants
    }

    /// The environment that has this host (without port), not counting the default environment.
    func environment(host: String) -> Environment? {
        self.environmentNames[host].flatMap { self.environments[$0] }
    }

    var defaultEnvironment: Environment? {
        self.scenario.defaultEnvironment.flatMap { self.environments[$0] }
    }

    /// The tenant with this GUID or verified domain, whatever its case.
    func tenant(named name: String) -> EntraTenant? {
        self.tenants[name.lowercased()]
    }

    private static func environment(_ definition: DataverseEnvironment) -> Environment {
        var tables: [DataverseTable: Table] = [:]
        for table in DataverseTable.allCases {
            let rows = definition.tables[table] ?? []
            var kinds = table.standardColumns
            for row in rows {
                for (name, value) in row.columns where kinds[name] == nil { kinds[name] = ColumnKind(of: value) }
            }
            let completed = rows.enumerated().map { index, row in
                Self.completed(row, at: index, of: table, in: definition)
            }
            tables[table] = Table(columns: kinds, columnOrder: kinds.keys.sorted(), rows: completed)
        }
        return Environment(definition: definition, tables: tables)
    }

    private static func completed(
        _ row: TableRow,
        at index: Int,
        of table: DataverseTable,
        in environment: DataverseEnvironment
    ) -> TableRow {
        var row = row
        row.columns.merge(table.defaultValues) { given, _ in given }
        if row.columns[table.primaryIDColumn] == nil {
            let seed = "\(environment.organizationID)/\(table.rawValue)/\(index)"
            row.columns[table.primaryIDColumn] = .string(Self.identifier(from: seed))
        }
        if table != .systemusers, row.columns["versionnumber"] == nil {
            row.columns["versionnumber"] = .integer(1_000_000 + index)
        }
        return row
    }

    /// A GUID that is the same in every run, so that answers can be compared between runs.
    static func identifier(from seed: String) -> String {
        var bytes = Array(SHA256.hash(data: Array(seed.utf8)).prefix(16))
        guard bytes.count == 16 else { return UUID().uuidString.lowercased() }
        // RFC 9562: version 8 (made by the implementation) and the variant bits.
        bytes[6] = bytes[6] & 0x0f | 0x80
        bytes[8] = bytes[8] & 0x3f | 0x80
        let text = Hexadecimal.text(bytes)
        var parts: [Substring] = []
        var rest = text[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
