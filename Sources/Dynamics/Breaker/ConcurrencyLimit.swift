import Synchronization

/// A ceiling on requests under way; who comes when it is reached is turned away at once, because a call cannot queue.
final class ConcurrencyLimit: Sendable {
    private let maximumCount: Int
    private let count = Mutex(0)

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Runs an operation as one of the requests, or throws ``DynamicsError/shed`` when there are too many.
    func run<Value: Sendable>(
        _ operation: () async throws(DynamicsError) -> Value
    ) async throws(DynamicsError) -> Value {
        let isAdmitted = self.count.withLock { count in
            guard count < self.maximumCount else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw .shed }
        defer { self.count.withLock { $0 -= 1 } }
        return try await operation()
    }
}
