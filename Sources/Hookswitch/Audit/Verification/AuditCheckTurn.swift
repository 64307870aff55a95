import Synchronization

/// Lets one check of the audit go at a time: each hashes up to 50,000 records, on the threads that answer calls.
final class AuditCheckTurn: Sendable {
    /// When whoever was not let in may come back: about as long as a page takes.
    static let retryDelay = Duration.seconds(5)

    private let isTaken = Mutex(false)

    /// Does a check, if none is under way.
    ///
    /// - Throws: ``AuditService/Failure/busy(retryAfter:)``; what the check throws.
    func take<Result: Sendable>(_ check: () async throws -> Result) async throws -> Result {
        let isOurs = self.isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        guard isOurs else { throw AuditService.Failure.busy(retryAfter: Self.retryDelay) }
        defer { self.isTaken.withLock { $0 = false } }
        return try await check()
    }
}
