import Synchronization

/// A result that is made once and that any number of tasks wait for, each as long as it wants.
final class SharedResult<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiters: [UInt64: CheckedContinuation<Value?, Never>] = [:]
        var lastID: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Hands the result to all who wait and all who will; only the first result counts.
    func complete(_ value: Value) {
        let waiters = self.state.withLock { state -> [CheckedContinuation<Value?, Never>] in
            guard state.value == nil else { return [] }
            state.value = value
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: value) }
    }

    /// The result, or `nil` when the deadline came first or the caller was cancelled.
    func value(by deadline: ContinuousClock.Instant) async -> Value? {
        if let value = self.state.withLock({ $0.value }) { return value }
        return await DeadlineRace.run(until: deadline) { await self.value() }
    }

    private func value() async -> Value? {
        let id = self.state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isSettled = self.state.withLock { state -> Value?? in
                    if let value = state.value { return .some(value) }
                    // The cancellation handler may have run before there was anything to resume.
                    if Task.isCancelled { return .some(nil) }
                    state.waiters[id] = continuation
                    return nil
                }
                if let value = isSettled { continuation.resume(returning: value) }
            }
        } onCancel: {
            self.state.withLock { $0.waiters.removeValue(forKey: id) }?.resume(returning: nil)
        }
    }
}
