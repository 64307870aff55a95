import Postgres
import Telemetry

extension MetricRegistry {
    /// Shows what the application's parts count. No label is a number, a call or a decision.
    func describe(_ foundations: Foundations) {
        let snapshots = foundations.snapshots
        let source = snapshots.source
        let pool = foundations.database.pool
        let budget = foundations.cacheBudget
        self.gaugeCallback("hookswitch_tenants", help: "Tenants in the snapshot") {
            Double(source.current.tenantCount)
        }
        self.gaugeCallback(
            "hookswitch_tenants_unusable",
            help: "Tenants that are not served, because their key does not open or their document is not accepted"
        ) {
            Double(source.current.unusable.count)
        }
        self.gaugeCallback("hookswitch_snapshot_age_seconds", help: "Time since tenants were last read from Postgres") {
            (ContinuousClock.now - source.current.readAt) / .seconds(1)
        }
        self.gaugeCallback(
            "hookswitch_dependency_up",
            help: "1 while tenants are read from Postgres",
            label: .closed("dependency", ["postgres"])
        ) {
            [("postgres", snapshots.isDatabaseAnswering ? 1 : 0)]
        }
        self.describe(foundations.spool)
        self.gaugeCallback("hookswitch_cached_callers", help: "Callers remembered, of all tenants") {
            Double(budget.used)
        }
        self.gaugeCallback(
            "hookswitch_db_pool_connections",
            help: "Connections to Postgres",
            label: .closed("state", ["idle", "leased"])
        ) {
            let statistics = pool.statistics
            return [("idle", Double(statistics.idle)), ("leased", Double(statistics.leased))]
        }
        self.describeTenants(of: source)
    }
}
