/// What bringing the schema up would do, statement by statement, and to whom.
public struct MigrationPlan: Codable, Hashable, Sendable {
    /// A lock that a statement takes on a table.
    public struct Lock: Codable, Hashable, Sendable {
        /// The table, as the statement names it.
        public let table: String
        /// The lock.
        public let lock: TableLock
        /// How large the table is with its indexes and partitions, in bytes; `nil` if it is not there yet.
        public let size: Int64?
    }

    /// A statement.
    public struct Statement: Codable, Hashable, Sendable {
        /// Its SQL, with the comments before it.
        public let sql: String
        /// What it locks; tables that the plan itself makes are left out, for nobody uses them yet.
        public let locks: [Lock]
        /// What takes long where the table is large, in words.
        public let risks: [String]
        /// Whether what it does cannot be told from its words.
        public let isOpaque: Bool

        enum CodingKeys: String, CodingKey {
            case sql, locks, risks
            case isOpaque = "opaque"
        }
    }

    /// A step.
    public struct Step: Codable, Hashable, Sendable {
        /// Its name, as `NNNN_name`.
        public let step: String
        /// Its statements, in order.
        public let statements: [Statement]
    }

    /// The newest step that the database has; 0 if none.
    public let version: Int32
    /// The steps that it lacks, in order.
    public let steps: [Step]
}
