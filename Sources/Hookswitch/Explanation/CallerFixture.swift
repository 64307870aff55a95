public import Routing

/// What a CRM would say of a caller, so that rules are tried without one.
public struct CallerFixture: Hashable, Sendable {
    /// How many records there may be: two of a table are ambiguous already.
    public static let maximumRecordCount = 20

    /// The tables of the records that have the caller's number, one for each record.
    public let records: [DirectoryTable]
    /// Why the CRM says nothing; `nil` if it answers.
    public let failure: DirectoryFailure?

    /// States what the CRM says.
    public init(records: [DirectoryTable] = [], failure: DirectoryFailure? = nil) {
        self.records = records
        self.failure = failure
    }

    /// What it means for a call.
    ///
    /// - Parameter tables: The tenant's tables, in order of priority; records of others are not found.
    func fact(in tables: [DirectoryTable]) -> CallFacts.Caller {
        if let failure { return .unavailable(failure) }
        guard let table = tables.first(where: self.records.contains) else { return .unknown }
        return self.records.count { $0 == table } == 1 ? .known(table) : .ambiguous(table)
    }
}
