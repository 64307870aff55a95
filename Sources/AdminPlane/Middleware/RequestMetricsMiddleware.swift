import HTTPTypes
import Hummingbird
import Telemetry

/// Counts requests by operation and kind of status, and times them.
struct RequestMetricsMiddleware: RouterMiddleware {
    /// The operation's name where the router has found none.
    static let unknownOperation = "unknown"

    private let requests: MetricFamily<Counter>
    private let durations: MetricFamily<Histogram>

    init(registry: MetricRegistry, operationIDs: [String]) {
        let operation = MetricLabel.closed("operation", operationIDs + [Self.unknownOperation])
        self.requests = registry.counter(
            "hookswitch_admin_requests_total",
            help: "Requests to the admin API by operation and kind of status.",
            labels: [operation, .closed("status", ["2xx", "3xx", "4xx", "5xx"])]
        )
        self.durations = registry.histogram(
            "hookswitch_admin_request_duration_seconds",
            help: "How long requests to the admin API took, from their head to their answer.",
            // A list from memory to a slow apply of many documents; finer steps would tell an operator nothing.
            buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
            labels: [operation]
        )
    }

    func handle(
        _ request: Request,
        context: AdminRequestContext,
        next: (Request, AdminRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let operation = context.trail.operationID ?? Self.unknownOperation
        self.requests.labelled(operation, "\(response.status.code / 100)xx").increment()
        self.durations.labelled(operation).observe(ContinuousClock.now - start)
        return response
    }
}
