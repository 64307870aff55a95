import Hookswitch
import Routing
import Telemetry

/// What the call plane counts, its series found once so that counting is an addition.
struct CallPlaneMetrics: Sendable {
    /// The groups of outcomes that people look at.
    private enum Group: String, CaseIterable {
        case routed, normal = "default", attention, degraded, administrative
    }

    private let decisions: [Outcome: Counter]
    private let durations: [Outcome: Histogram]
    private let refusals: [Refusal: Counter]
    private let bodyRefusals: [InboundCallError.Reason: Counter]
    private let connectionRefusals: Counter
    private let brokenConnections: Counter

    /// - Parameter connectionCount: Asked at each scrape.
    init(registry: MetricRegistry, connectionCount: @escaping @Sendable () -> Int) {
        let outcomes = Outcome.allCases
        let decisions = registry.counter(
            "hookswitch_decisions_total",
            help: "Calls decided, by outcome.",
            labels: [.closed("outcome", outcomes.map(\.rawValue))]
        )
        let durations = registry.histogram(
            "hookswitch_decision_duration_seconds",
            help: "From a request's last byte to its decision, by group of outcomes.",
            labels: [.closed("group", Group.allCases.map(\.rawValue))]
        )
        self.decisions = Self.table(outcomes) { decisions.labelled($0.rawValue) }
        self.durations = Self.table(outcomes) { durations.labelled(Self.group(of: $0).rawValue) }

        let bodyReasons = InboundCallError.Reason.allCases
        let connectionReasons = ["connection_limit", "broken_connection"]
        let reasons = Refusal.ofHeads.map(\.code) + bodyReasons.map(\.rawValue) + connectionReasons
        let refusals = registry.counter(
            "hookswitch_webhook_rejected_total",
            help: "Requests and connections that got no decision, by reason.",
            labels: [.closed("reason", reasons)]
        )
        self.refusals = Self.table(Refusal.ofHeads) { refusals.labelled($0.code) }
        self.bodyRefusals = Self.table(bodyReasons) { refusals.labelled($0.rawValue) }
        self.connectionRefusals = refusals.labelled("connection_limit")
        self.brokenConnections = refusals.labelled("broken_connection")
        registry.gaugeCallback("hookswitch_webhook_connections", help: "Open connections of the calls listener.") {
            Double(connectionCount())
        }
    }

    /// Counts a decision.
    func count(_ decided: DecidedCall) {
        self.decisions[decided.outcome]?.increment()
        // The record's clock began with the request's last byte, and it never waits for the answer to be read.
        self.durations[decided.outcome]?.observe(seconds: Double(decided.record.durationMicroseconds) / 1_000_000)
    }

    /// Counts a request that was refused.
    func count(_ refusal: Refusal) {
        if case .body(let error) = refusal {
            self.bodyRefusals[error.reason]?.increment()
        } else {
            self.refusals[refusal]?.increment()
        }
    }

    /// Counts a connection beyond the limit.
    func countRefusedConnection() {
        self.connectionRefusals.increment()
    }

    /// Counts a connection that ended without its answer being read, or whose TLS handshake failed.
    func countBrokenConnection() {
        self.brokenConnections.increment()
    }

    private static func group(of outcome: Outcome) -> Group {
        switch outcome {
        case .routed: .routed
        case .noMatch, .noRule, .withheld, .internalCall: .normal
        case .unknownPool, .loopGuard, .ambiguous, .invalidNumber: .attention
        case .crmTimeout, .crmAuth, .crmThrottled, .crmError, .breakerOpen, .deadline, .shed: .degraded
        case .suspended: .administrative
        }
    }

    private static func table<Key: Hashable, Value>(_ keys: [Key], _ value: (Key) -> Value) -> [Key: Value] {
        Dictionary(keys.map { ($0, value($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
