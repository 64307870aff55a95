/// How a transaction begins: its isolation, its access, and statements that travel in the same round trip as BEGIN.
///
/// What must hold for the transaction and never longer goes here, such as `SET LOCAL ROLE` or
/// `set_config(…, true)`: it ends with the transaction, also where a pooler gives each transaction another session.
public struct TransactionPrologue: Sendable {
    /// How much of other transactions can be seen.
    public enum Isolation: String, Sendable {
        /// Each statement sees what was committed before it.
        case readCommitted = "READ COMMITTED"
        /// All statements see what was committed before the first.
        case repeatableRead = "REPEATABLE READ"
        /// As though transactions ran one after the other.
        case serializable = "SERIALIZABLE"
    }

    /// Whether the transaction can write.
    public enum Access: String, Sendable {
        /// It can.
        case readWrite = "READ WRITE"
        /// The server refuses writes.
        case readOnly = "READ ONLY"
    }

    /// Nothing but BEGIN, at the server's defaults.
    public static let none = TransactionPrologue([])

    /// What to run before the body; their rows are dropped.
    public let statements: [Query]
    /// `nil` leaves it to the server's default.
    public let isolation: Isolation?
    /// `nil` leaves it to the server's default.
    public let access: Access?

    /// A prologue of these statements.
    public init(_ statements: [Query], isolation: Isolation? = nil, access: Access? = nil) {
        self.statements = statements
        self.isolation = isolation
        self.access = access
    }

    var beginSQL: String {
        var sql = "BEGIN"
        if let isolation = self.isolation { sql += " ISOLATION LEVEL \(isolation.rawValue)" }
        if let access = self.access { sql += " \(access.rawValue)" }
        return sql
    }
}
