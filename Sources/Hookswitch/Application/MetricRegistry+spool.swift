import Telemetry

extension MetricRegistry {
    /// Upper bounds in seconds for a flush, which is a write into the page cache of some 10 µs: fine there, with bounds
    /// where a call begins to feel a disk that stalls.
    private static let flushBuckets: [Double] = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

    /// Counts how long each write of the spool took, for which the calls of an event loop wait.
    func spoolFlushDurations() -> Histogram {
        self.histogram(
            "hookswitch_spool_flush_duration_seconds",
            help: "Writes to the spool, for which the answers of an event loop wait",
            buckets: Self.flushBuckets
        )
    }

    /// Shows what the spool holds, what it shipped, and what it could not.
    func describe(_ spool: Spool) {
        self.describeDecisions(of: spool)
        self.describeDamage(of: spool)
    }

    private func describeDecisions(of spool: Spool) {
        self.gaugeCallback("hookswitch_decision_buffer_entries", help: "Decisions spooled and not yet shipped") {
            Double(spool.statistics.depth)
        }
        self.gaugeCallback(
            "hookswitch_decision_buffer_age_seconds",
            help: "Time since the oldest decision that is spooled and not yet shipped; 0 if all are"
        ) {
            guard let oldest = spool.statistics.oldestUnshippedAt else { return 0 }
            // A clock that was set back makes it younger than now.
            return max(0, Double(Moment.now().microseconds) - Double(oldest.microseconds)) / 1_000_000
        }
        self.gaugeCallback("hookswitch_spool_bytes", help: "Bytes in the spool directory") {
            Double(spool.statistics.byteCount)
        }
        self.counterCallback("hookswitch_decisions_spooled_total", help: "Decisions written to the spool") {
            Double(spool.statistics.spooledCount)
        }
        self.counterCallback("hookswitch_decisions_shipped_total", help: "Decisions of this start that are in Postgres")
        {
            Double(spool.statistics.shippedCount)
        }
        self.counterCallback(
            "hookswitch_decisions_destroyed_total",
            help: "Decisions of offboarded tenants, thrown away when they were to be shipped"
        ) {
            Double(spool.statistics.destroyedCount)
        }
        self.counterCallback("hookswitch_decisions_dropped_total", help: "Decisions answered but not recorded") {
            Double(spool.statistics.lostCount)
        }
    }

    private func describeDamage(of spool: Spool) {
        self.counterCallback(
            "hookswitch_spool_set_aside_total",
            help: "Torn and corrupt files' ends, unreadable and refused records, that are not in Postgres",
            label: .closed("reason", ["torn", "corrupt", "unreadable", "refused"])
        ) {
            let statistics = spool.statistics
            return [
                ("torn", Double(statistics.tornCount)), ("corrupt", Double(statistics.corruptCount)),
                ("unreadable", Double(statistics.unreadableCount)), ("refused", Double(statistics.refusedCount)),
            ]
        }
        self.counterCallback(
            "hookswitch_spool_discarded_total",
            help: "Files that were to be set aside while corrupt/ was full, and are lost"
        ) {
            Double(spool.statistics.discardedCount)
        }
    }
}
