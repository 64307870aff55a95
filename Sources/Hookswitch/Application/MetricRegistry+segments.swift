import Telemetry

extension MetricRegistry {
    /// Shows how the sealing of decisions stands.
    func describe(_ segments: DecisionSegmentService) {
        let status = segments.status
        self.gaugeCallback(
            "hookswitch_decision_sealing_timestamp_seconds",
            help: "When this server last went through what is to be sealed or dropped, in Unix time"
        ) {
            Double(status.lastRoundAt.microseconds) / 1_000_000
        }
        self.gaugeCallback(
            "hookswitch_decision_days_unsealed",
            help: "Days that are over and of which some tenant's decisions are not sealed yet"
        ) {
            Double(status.unsealedDayCount)
        }
        self.gaugeCallback(
            "hookswitch_decision_days_unclosed",
            help: "Days that are over for long enough and could not be closed"
        ) {
            Double(status.unclosedDayCount)
        }
        self.gaugeCallback(
            "hookswitch_decision_chains_broken",
            help: "Tenants of whom nothing is sealed, because the end of their segments was changed"
        ) {
            Double(status.brokenChainCount)
        }
        self.counterCallback("hookswitch_decision_segments_sealed_total", help: "Segments of decisions sealed") {
            Double(status.sealedCount)
        }
    }
}
