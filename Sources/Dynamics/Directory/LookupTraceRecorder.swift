import Routing
import Synchronization

/// Collects a trace from the questions that run side by side.
final class LookupTraceRecorder: Sendable {
    private let trace = Mutex(LookupTrace())
    private let startedAt = ContinuousClock.now

    /// The trace so far; what ends later is not in it.
    func snapshot() -> LookupTrace {
        var trace = self.trace.withLock { $0 }
        trace.microseconds = Self.microseconds(since: self.startedAt)
        return trace
    }

    func notations(_ count: Int) {
        self.trace.withLock { $0.notationCount = count }
    }

    func fallback() {
        self.trace.withLock { $0.usedFallback = true }
    }

    func token(_ wasHeld: Bool, since startedAt: ContinuousClock.Instant, error: DynamicsError? = nil) {
        let microseconds = Self.microseconds(since: startedAt)
        let step = LookupTrace.TokenStep(wasHeld: wasHeld, microseconds: microseconds, error: error)
        self.trace.withLock { $0.tokens.append(step) }
    }

    func request(
        _ table: DirectoryTable,
        _ isFallback: Bool,
        since startedAt: ContinuousClock.Instant,
        status: Int?,
        rowCount: Int? = nil,
        error: DynamicsError? = nil
    ) {
        let step = LookupTrace.RequestStep(
            table: table,
            isFallback: isFallback,
            microseconds: Self.microseconds(since: startedAt),
            status: status,
            rowCount: rowCount,
            error: error
        )
        self.trace.withLock { $0.requests.append(step) }
    }

    private static func microseconds(since startedAt: ContinuousClock.Instant) -> Int {
        Int((ContinuousClock.now - startedAt) / .microseconds(1))
    }
}
