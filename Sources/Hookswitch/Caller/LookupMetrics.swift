import Dynamics
import Telemetry

/// What all tenants' lookups count together.
struct LookupMetrics: Sendable {
    /// What Microsoft was asked for.
    private enum Operation: String, CaseIterable {
        case token, search, contains
    }

    /// How it ended.
    private enum Result: String, CaseIterable {
        case success, authentication, throttled, timeout, error

        init(_ error: DynamicsError?) {
            self =
                switch error {
                case nil: .success
                case .authentication, .forbidden: .authentication
                case .throttled: .throttled
                case .timeout: .timeout
                case .breakerOpen, .shed, .egressDenied, .invalidResponse, .unavailable: .error
                }
        }
    }

    private let hits: Counter
    private let misses: Counter
    private let throttled: Counter
    private let requests: MetricFamily<Histogram>

    init(_ registry: MetricRegistry) {
        let cache = registry.counter(
            "hookswitch_cache_requests_total",
            help: "Callers looked for among those remembered",
            labels: [.closed("result", ["hit", "miss"])]
        )
        self.hits = cache.labelled("hit")
        self.misses = cache.labelled("miss")
        self.throttled = registry.counter(
            "hookswitch_crm_throttled_total",
            help: "Requests to Dataverse that it answered with 429"
        )
        self.requests = registry.histogram(
            "hookswitch_crm_request_duration_seconds",
            help: "Requests to Entra and Dataverse whose end was known when the call was decided",
            labels: [
                .closed("operation", Operation.allCases.map(\.rawValue)),
                .closed("result", Result.allCases.map(\.rawValue)),
            ]
        )
    }

    /// Counts a look among those remembered.
    func count(isRemembered: Bool) {
        (isRemembered ? self.hits : self.misses).increment()
    }

    /// Counts what a lookup asked for.
    func count(_ trace: LookupTrace) {
        for step in trace.tokens where !step.wasHeld {
            self.observe(.token, step.error, microseconds: step.microseconds)
        }
        for step in trace.requests where step.error != .shed {
            if case .throttled = step.error { self.throttled.increment() }
            self.observe(step.isFallback ? .contains : .search, step.error, microseconds: step.microseconds)
        }
    }

    private func observe(_ operation: Operation, _ error: DynamicsError?, microseconds: Int) {
        self.requests.labelled(operation.rawValue, Result(error).rawValue)
            .observe(seconds: Double(microseconds) / 1_000_000)
    }
}
