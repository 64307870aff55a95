/// What a statement of a migration does to those who work meanwhile, as far as its words tell. Locks are those of
/// Postgres 15's documentation: "Explicit Locking", and each statement's own page.
struct StatementEffect: Hashable, Sendable {
    /// A lock on a table.
    struct Lock: Hashable, Sendable {
        /// The table, as it is written.
        let table: String
        let lock: TableLock
    }

    /// What makes functions, types, roles and rights takes no lock for which anybody would wait long.
    private static let harmless = [
        "SET", "RESET", "GRANT", "REVOKE", "CREATE SCHEMA", "CREATE TYPE", "CREATE SEQUENCE", "CREATE FUNCTION",
        "CREATE OR REPLACE FUNCTION", "CREATE VIEW", "CREATE OR REPLACE VIEW", "COMMENT ON", "CREATE ROLE",
        "ALTER DEFAULT PRIVILEGES", "ALTER FUNCTION", "DROP FUNCTION", "DROP TYPE",
    ]
    /// What changes or reads a whole table when a column or a constraint is changed, and how it is told.
    private static let alterations = [
        ("SET DATA TYPE", "it may write the whole table anew"), ("SET UNLOGGED", "it writes the whole table anew"),
        ("SET LOGGED", "it writes the whole table anew"), ("STORED", "it writes the whole table anew"),
        ("AS IDENTITY", "it writes the whole table anew"), ("BIGSERIAL", "it writes the whole table anew"),
        ("SET NOT NULL", "it reads the whole table"), ("VALIDATE CONSTRAINT", "it reads the whole table"),
    ]
    /// A default of these is another one in each row.
    private static let volatile = ["RANDOM", "GEN_RANDOM_UUID", "CLOCK_TIMESTAMP", "NEXTVAL"]

    /// Locks that it takes on tables that may have been there before.
    private(set) var locks: [Lock] = []
    /// The table that it makes.
    private(set) var makes: String?
    /// What takes long on a large table.
    private(set) var risks: [String] = []
    /// Whether its words do not tell what it does.
    private(set) var isOpaque = false

    /// Reads a statement.
    init(of statement: String) {
        let words = StatementWords(statement)
        if words.begins("ALTER TABLE") {
            self.alter(words)
        } else if words.begins("CREATE INDEX") || words.begins("CREATE UNIQUE INDEX") {
            self.lock(words, "ON", words.has("CONCURRENTLY") ? .shareUpdateExclusive : .share, isFirstOnly: true)
            self.risks = ["it reads the whole table to build the index"]
        } else if words.begins("CREATE TABLE") || words.begins("CREATE UNLOGGED TABLE") {
            self.makes = words.names(after: "TABLE").first
            self.lock(words, "REFERENCES", .shareRowExclusive)
            self.lock(words, "PARTITION OF", .accessExclusive)
        } else if ["CREATE POLICY", "ALTER POLICY", "DROP POLICY", "DROP TRIGGER"].contains(where: words.begins) {
            self.lock(words, "ON", .accessExclusive, isFirstOnly: true)
        } else if words.begins("CREATE TRIGGER") || words.begins("CREATE CONSTRAINT TRIGGER") {
            self.lock(words, "ON", .shareRowExclusive, isFirstOnly: true)
        } else if words.begins("COMMENT ON TABLE") {
            self.lock(words, "TABLE", .shareUpdateExclusive, isFirstOnly: true)
        } else if words.begins("COMMENT ON COLUMN"), let column = words.names(after: "COLUMN").first {
            let table = column.split(separator: ".").dropLast().joined(separator: ".")
            self.locks = [Lock(table: table, lock: .shareUpdateExclusive)]
        } else if words.begins("DROP TABLE") || words.begins("TRUNCATE") || words.begins("LOCK TABLE") {
            self.lock(words, words.begins("TRUNCATE") ? "TRUNCATE" : "TABLE", .accessExclusive, isFirstOnly: true)
        } else if let verb = ["INSERT INTO", "UPDATE", "DELETE FROM"].first(where: words.begins) {
            self.lock(words, verb, .rowExclusive, isFirstOnly: true)
            let writesAll = verb != "INSERT INTO" && !words.has("WHERE")
            self.risks = [writesAll ? "it writes every row anew" : "it goes through rows"]
        } else {
            self.isOpaque = !Self.harmless.contains(where: words.begins)
        }
    }

    private mutating func alter(_ words: StatementWords) {
        let onlyValidates = words.has("VALIDATE CONSTRAINT") && !words.has("ADD")
        let onlyAddsKey = words.has("FOREIGN KEY") && !words.has("ADD COLUMN")
        let lock: TableLock =
            onlyValidates ? .shareUpdateExclusive : onlyAddsKey ? .shareRowExclusive : .accessExclusive
        self.lock(words, "ALTER TABLE", lock, isFirstOnly: true)
        self.lock(words, "REFERENCES", .shareRowExclusive)

        var risks = Self.alterations.filter { words.has($0.0) }.map(\.1)
        let column = words.names(after: "ALTER COLUMN").map { $0.uppercased() }
        if column.contains(where: { words.has("\($0) TYPE") }) { risks.append("it may write the whole table anew") }
        if words.has("ADD COLUMN"), words.has("DEFAULT"), Self.volatile.contains(where: words.has) {
            risks.append("it writes the whole table anew")
        }
        let adds = words.has("ADD CONSTRAINT") && !words.has("NOT VALID")
        if adds, words.has("CHECK") || words.has("FOREIGN KEY") { risks.append("it reads the whole table") }
        if adds, words.has("UNIQUE") || words.has("PRIMARY KEY"), !words.has("USING INDEX") {
            risks.append("it reads the whole table to build the index")
        }
        self.risks = risks.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Takes a lock on each table that stands behind some words.
    private mutating func lock(
        _ words: StatementWords,
        _ phrase: String,
        _ lock: TableLock,
        isFirstOnly: Bool = false
    ) {
        let names = words.names(after: phrase)
        self.locks += names.prefix(isFirstOnly ? 1 : names.count).map { Lock(table: $0, lock: lock) }
    }
}
