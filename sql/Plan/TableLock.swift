/// What a statement keeps others from doing with a table, as Postgres calls its locks.
public enum TableLock: String, Codable, Hashable, Sendable {
    /// Rows are written; nobody waits for it who does not write the same ones.
    case rowExclusive = "ROW EXCLUSIVE"
    /// Other changes of the table wait; reading and writing go on.
    case shareUpdateExclusive = "SHARE UPDATE EXCLUSIVE"
    /// Who writes waits; reading goes on.
    case share = "SHARE"
    /// Who writes waits, and other changes; reading goes on.
    case shareRowExclusive = "SHARE ROW EXCLUSIVE"
    /// Everybody waits.
    case accessExclusive = "ACCESS EXCLUSIVE"

    /// Who waits while it is held, for people.
    public var effect: String {
        switch self {
        case .rowExclusive: "nobody waits but for the same rows"
        case .shareUpdateExclusive: "reading and writing go on"
        case .share, .shareRowExclusive: "who writes waits, reading goes on"
        case .accessExclusive: "who reads or writes waits"
        }
    }
}
