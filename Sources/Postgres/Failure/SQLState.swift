/// A five-character code by which Postgres names an error, such as `23505`.
///
/// Source: PostgreSQL documentation, Appendix A, "PostgreSQL Error Codes".
public struct SQLState: Hashable, Sendable, CustomStringConvertible {
    /// How many characters a code has; the first two are its class.
    static let length = 5

    /// The code, five ASCII digits or capital letters.
    public let code: String

    /// Takes a code as the server sent it; anything but five digits and capital letters is no code.
    public init?(_ code: String) {
        guard code.utf8.count == Self.length,
            code.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
        else { return nil }
        self.code = code
    }

    init(known code: StaticString) {
        self.code = code.description
    }

    /// The first two characters, which name the kind of error.
    public var classCode: String {
        String(self.code.prefix(2))
    }

    /// The code itself.
    public var description: String { self.code }

    /// A row with this key exists.
    public static let uniqueViolation = SQLState(known: "23505")
    /// The row that is referred to is missing, or is still referred to.
    public static let foreignKeyViolation = SQLState(known: "23503")
    /// A check constraint refused the row.
    public static let checkViolation = SQLState(known: "23514")
    /// A value that must be there is NULL.
    public static let notNullViolation = SQLState(known: "23502")
    /// The statement was cancelled, by its timeout or by us.
    public static let queryCanceled = SQLState(known: "57014")
    /// A lock was not to be had in time.
    public static let lockNotAvailable = SQLState(known: "55P03")
    /// The role lacks a privilege, or a row-level security policy refused the row.
    public static let insufficientPrivilege = SQLState(known: "42501")
    /// The table does not exist.
    public static let undefinedTable = SQLState(known: "42P01")
    /// The schema does not exist.
    public static let invalidSchemaName = SQLState(known: "3F000")
    /// The database does not exist.
    public static let invalidCatalogName = SQLState(known: "3D000")
    /// A write in a transaction that is read-only: as its BEGIN said, as settings say, or because the server is a standby.
    static let readOnlyTransaction = SQLState(known: "25006")
    /// A plain warning; beside COMMIT it means that a standby may lack the transaction.
    static let warning = SQLState(known: "01000")
    /// A cached plan whose tables have changed since answers with this.
    static let featureNotSupported = SQLState(known: "0A000")
}
