/// What a caller can do about a ``PostgresError``.
public enum Disposition: String, CaseIterable, Hashable, Sendable {
    /// Nothing was done; the same work may succeed on a new connection.
    case retry
    /// The transaction was rolled back for the sake of another; the same work may succeed at once, a few times.
    case retryTransaction
    /// The server, a lock or the pool is busy; later may be better.
    case busy
    /// The server is out of disk, memory or another resource, or its disk fails; someone must help it.
    case capacity
    /// Nobody knows whether the work was done; look before doing it again.
    case ambiguous
    /// The data breaks a named constraint; the caller's input is at fault.
    case constraint
    /// The task that asked was cancelled.
    case cancelled
    /// The program or its settings are wrong; doing it again will not help.
    case bug
}

extension Disposition {
    /// The one table from SQLSTATE, whole or its first two characters, to disposition. What it does not list is a bug.
    static let table: [String: Disposition] = [
        // The server is going, gone, starting or no longer the primary; or it has ended our session, and what that had
        // begun with it. A transaction that we began READ ONLY is refused with the same 25006 as one on a standby;
        // ``PostgresError/disposition`` tells them apart.
        "08": .retry,
        "25006": .retry,
        "25P03": .retry,
        "25P04": .retry,
        "57P01": .retry,
        "57P02": .retry,
        "57P03": .retry,
        "57P05": .retry,
        // Victims of concurrency.
        "40001": .retryTransaction,
        "40P01": .retryTransaction,
        // The server says itself that it does not know.
        "40003": .ambiguous,
        "08007": .ambiguous,
        // Waited too long, or too many at once.
        "53300": .busy,
        "55P03": .busy,
        "57014": .busy,
        // Disk full, out of memory, over a limit that its settings give; or it cannot read or write its files.
        "53": .capacity,
        "58030": .capacity,
        "23": .constraint,
    ]

    /// What to do about an error that carries this code.
    init(_ state: SQLState) {
        self = Self.table[state.code] ?? Self.table[state.classCode] ?? .bug
    }
}
