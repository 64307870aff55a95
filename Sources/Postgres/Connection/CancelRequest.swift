import CPostgres
import Synchronization

/// Asks the server to cancel what a connection is doing.
///
/// libpq 15 can only do so by blocking on a connection of its own, without a timeout of its own: a frozen server holds
/// the call until it thaws. So each call has a thread of its own, nobody waits for it, and their number is bounded.
enum CancelRequest {
    /// How many calls may hang at once. Above it the connection is just closed, and the server's own
    /// `statement_timeout` or `client_connection_check_interval` ends the work.
    static let maximumCount = 16

    private static let count = Mutex(0)

    /// `@unchecked Sendable` holds because a `PGcancel` is a copy of what it needs, and only the thread it is given to
    /// uses and frees it.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Sends the request from another thread and returns at once.
    static func send(for connection: ConnectionHandle) {
        guard let pointer = PQgetCancel(connection.pointer) else { return }
        let handle = Handle(pointer: pointer)
        let isAdmitted = Self.count.withLock { count in
            guard count < Self.maximumCount else { return false }
            count += 1
            return true
        }
        guard isAdmitted else {
            PQfreeCancel(pointer)
            return
        }
        do {
            try DedicatedThread.start {
                // Nobody reads the message; the size is the one that libpq's documentation recommends.
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(handle.pointer, &message, Int32(message.count))
                PQfreeCancel(handle.pointer)
                Self.count.withLock { $0 -= 1 }
            }
        } catch {
            PQfreeCancel(pointer)
            Self.count.withLock { $0 -= 1 }
        }
    }
}
