/// The cells of one tenant, as the document that they stand for. An empty cell says nothing: what it would say has its default,
/// and a secret or its expiry stays as it is.
struct ImportTableRow: Sendable {
    /// The cells that are not empty.
    let cells: [ImportColumn: String]
    /// Where secrets may come from.
    let secrets: SecretResolution

    /// What the document could not say of the cells; `nil` if it can.
    var flaw: (column: ImportColumn, code: String, detail: String)? {
        let sources: [ImportColumn] = [.clientSecret, .clientSecretEnvironment, .clientSecretFile]
        if let second = sources.filter({ self.cells[$0] != nil }).dropFirst().first {
            return (second, "wrong_value", "the secret stands in one column, and not in several")
        }
        for column in [ImportColumn.poolNumber, .ruleTarget, .otherwise] {
            guard let cell = self.cells[column], Self.isRounded(cell) else { continue }
            let detail = "a spreadsheet has made a figure of the number; write it as text, such as '+35840675644"
            return (column, "wrong_value", detail)
        }
        guard let pools = self.cells[.pools] else { return nil }
        if let other = ImportColumn.ofOnePool.first(where: { self.cells[$0] != nil }) {
            return (
                other, "wrong_value", "the pools stand in the column pools or in those of one pool, and not in both"
            )
        }
        guard (try? DocumentValue(json: pools)) != nil else {
            return (.pools, "not_json", "expected is the list of pools in JSON")
        }
        if let repeated = RepeatedMember.find(in: Array(pools.utf8), limit: 1).first {
            return (.pools, "repeated_member", "in the list of pools \(repeated.path) stands twice; leave one of them")
        }
        return nil
    }

    /// The document.
    var node: DocumentNode {
        var members: [(String, DocumentNode?)] = [
            ("apiVersion", Self.text("hookswitch/v1")), ("kind", Self.text("Tenant")), ("slug", self[.slug]),
            ("name", self[.name]), ("externalId", self[.externalID]), ("region", self[.region]),
            ("tags", self.list(.tags)),
        ]
        members.append(
            (
                "dataverse",
                Self.members([
                    ("url", self[.dataverseURL]), ("lookup", self[.lookup]), ("fallback", self[.fallback]),
                    ("tables", self.list(.tables)),
                ])
            )
        )
        members.append(
            (
                "entra",
                Self.members([
                    ("tenant", self[.entraTenant]), ("clientId", self[.clientID]), ("credential", self.credential),
                ])
            )
        )
        members.append(("webhook", self[.authentication].map { Self.members([("authentication", $0)]) }))
        members.append(("internalCalls", self[.internalCalls]))
        members.append(("pools", self.pools))
        return Self.members(members)
    }

    private var credential: DocumentNode? {
        var secret: DocumentNode?
        if let value = self[.clientSecret] {
            switch self.secrets {
            case .inlineOnly: secret = Self.members([("value", value)])
            case .local, .unread: secret = value
            }
        } else if let name = self[.clientSecretEnvironment] {
            secret = Self.members([("env", name)])
        } else if let file = self[.clientSecretFile] {
            secret = Self.members([("file", file)])
        }
        let expiresAt = self[.secretExpiresAt]
        guard secret != nil || expiresAt != nil else { return nil }
        return Self.members([("secret", secret), ("expiresAt", expiresAt)])
    }

    private var pools: DocumentNode? {
        // A cell that is not JSON was told of before.
        if let pools = self.cells[.pools] { return (try? DocumentValue(json: pools)).map { DocumentNode($0) } }
        guard ImportColumn.ofOnePool.contains(where: { self.cells[$0] != nil }) else { return nil }
        var rules: DocumentNode?
        if [ImportColumn.ruleName, .ruleWhen, .ruleTarget].contains(where: { self.cells[$0] != nil }) {
            let when = self[.ruleWhen] ?? Self.text("known")
            let rule = Self.members([
                ("name", self[.ruleName] ?? when), ("when", Self.members([("caller", when)])),
                ("target", self[.ruleTarget]),
            ])
            rules = DocumentNode(line: nil, value: .list([rule]))
        }
        let pool = Self.members([
            ("number", self[.poolNumber]), ("name", self[.poolName]), ("rules", rules), ("otherwise", self[.otherwise]),
        ])
        return DocumentNode(line: nil, value: .list([pool]))
    }

    /// The words of a cell.
    private func list(_ column: ImportColumn) -> DocumentNode? {
        self.cells[column].map { text in
            DocumentNode(line: nil, value: .list(text.split(separator: " ").map { Self.text(String($0)) }))
        }
    }

    private subscript(column: ImportColumn) -> DocumentNode? {
        self.cells[column].map(Self.text)
    }

    private static func text(_ text: String) -> DocumentNode {
        DocumentNode(line: nil, value: .text(text))
    }

    private static func members(_ members: [(String, DocumentNode?)]) -> DocumentNode {
        DocumentNode(line: nil, value: .members(members.compactMap { name, node in node.map { (name, nil, $0) } }))
    }

    /// Whether it is a figure with an exponent, such as `3.5840675E+11`: the number that stood there is lost.
    private static func isRounded(_ text: String) -> Bool {
        text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
            && text.utf8.allSatisfy { "0123456789.,+-eE".utf8.contains($0) }
    }
}
