import Yams

extension DataverseEnvironment {
    init?(reading node: Node, path: String, with reader: ScenarioReader) {
        let allowed = ["name", "hosts", "organizationId", "entraTenant", "movedTo", "applicationUsers", "tables"]
        guard
            let members = reader.members(of: node, path: path, allowed: allowed),
            let name = reader.requiredText("name", in: members),
            let organizationID = reader.requiredGUID("organizationId", in: members),
            let entraTenantID = reader.requiredGUID("entraTenant", in: members)
        else { return nil }
        self.init(
            name: name,
            hosts: reader.texts("hosts", in: members),
            organizationID: organizationID,
            entraTenantID: entraTenantID,
            movedTo: reader.optionalText("movedTo", in: members),
            applicationUsers: reader.list("applicationUsers", in: members).compactMap { item in
                ApplicationUser(reading: item.node, path: item.path, with: reader)
            },
            tables: Self.tables(in: members, with: reader)
        )
    }

    private static func tables(
        in members: ScenarioReader.Members,
        with reader: ScenarioReader
    ) -> [DataverseTable: [TableRow]] {
        guard let node = members.values["tables"] else { return [:] }
        let allowed = DataverseTable.allCases.map(\.rawValue)
        guard let tables = reader.members(of: node, path: members.path(of: "tables"), allowed: allowed) else {
            return [:]
        }
        var rows: [DataverseTable: [TableRow]] = [:]
        for table in DataverseTable.allCases {
            let columns = table.standardColumns
            rows[table] = reader.list(table.rawValue, in: tables).compactMap { item in
                TableRow(reading: item.node, path: item.path, columns: columns, with: reader)
            }
        }
        return rows
    }
}

extension ApplicationUser {
    fileprivate init?(reading node: Node, path: String, with reader: ScenarioReader) {
        let allowed = ["clientId", "roles", "disabled", "restricted", "read"]
        guard
            let members = reader.members(of: node, path: path, allowed: allowed),
            let clientID = reader.requiredGUID("clientId", in: members)
        else { return nil }
        self.init(clientID: clientID)
        if members.values["roles"] != nil { self.roles = reader.texts("roles", in: members) }
        self.isDisabled = reader.boolean("disabled", in: members, default: false)
        self.isRestricted = reader.boolean("restricted", in: members, default: false)
        self.readDepths(in: members, with: reader)
    }

    private mutating func readDepths(in members: ScenarioReader.Members, with reader: ScenarioReader) {
        guard let node = members.values["read"] else { return }
        let allowed = DataverseTable.allCases.map(\.rawValue)
        guard let depths = reader.members(of: node, path: members.path(of: "read"), allowed: allowed) else { return }
        for table in DataverseTable.allCases {
            guard let text = reader.optionalText(table.rawValue, in: depths) else { continue }
            guard let depth = ReadDepth(rawValue: text) else {
                let line = depths.values[table.rawValue]?.mark?.line
                reader.report(
                    "expected organization, user or none",
                    path: depths.path(of: table.rawValue),
                    line: line
                )
                continue
            }
            self.read[table] = depth
        }
    }
}
