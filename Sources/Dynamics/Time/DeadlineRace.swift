/// Work against the clock.
enum DeadlineRace {
    /// The result of an operation, or `nil` when the deadline came first or the caller was cancelled.
    ///
    /// The loser is cancelled and awaited, so the operation must heed cancellation; what it still returns is discarded.
    static func run<Value: Sendable>(
        until deadline: ContinuousClock.Instant,
        _ operation: @Sendable @escaping () async -> Value?
    ) async -> Value? {
        guard deadline > .now else { return nil }
        return await withTaskGroup(of: Value?.self) { group in
            group.addTask { await operation() }
            group.addTask {
                // Cancelled because the operation won, or because nobody waits any more: nothing is to be said of it.
                do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return nil }
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? nil
        }
    }
}
