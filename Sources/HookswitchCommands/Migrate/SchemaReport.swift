import Schema

/// How a database's schema stands, as the commands of `migrate` print it.
struct SchemaReport: DetailDisplayable {
    private enum CodingKeys: String, CodingKey {
        case version, pending, faults
        case isCurrent = "is_current"
    }

    /// The newest step that the database has; 0 if none.
    let version: Int32
    /// The steps that it lacks.
    let pending: [String]
    /// What does not match.
    let faults: [String]
    /// Whether nothing is missing and nothing differs.
    let isCurrent: Bool
    /// How to bring program and database together.
    let remedy: String?

    init(_ status: SchemaStatus) {
        self.version = status.version
        self.pending = status.pending
        self.faults = status.faults.map(\.description)
        self.isCurrent = status.isCurrent
        self.remedy = status.remedy
    }

    var lines: [DetailLine] {
        [
            DetailLine("schema", "version \(self.version)"),
            DetailLine("pending", self.pending.isEmpty ? "none" : self.pending.joined(separator: ", ")),
        ] + self.faults.map { DetailLine("fault", $0) }
    }

    /// Fails the command unless the schema is this program's.
    ///
    /// - Parameter allowsPending: Whether steps may be missing.
    func check(allowsPending: Bool) throws(CommandFailure) {
        guard self.faults.isEmpty else {
            throw CommandFailure(
                .checkNotPassed,
                code: "schema_mismatch",
                "the database's schema is not this hookswitch's",
                why: self.faults,
                fix: self.remedy
            )
        }
        guard allowsPending || self.pending.isEmpty else {
            throw CommandFailure(
                .checkNotPassed,
                code: "schema_pending",
                "the database lacks \(self.pending.count) of the schema's steps",
                fix: "hookswitch migrate up"
            )
        }
    }
}
