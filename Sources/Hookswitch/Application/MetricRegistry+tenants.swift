import Foundation
import Telemetry

extension MetricRegistry {
    /// Tenants that are shown each by itself; a fleet has hundreds.
    private static let tenantLabel = MetricLabel.open("tenant", maximumValueCount: 1000)

    /// Shows how each tenant stands.
    func describeTenants(of source: SnapshotSource) {
        self.describeCredentials(of: source)
        self.describeActivity(of: source)
        self.gaugeCallback(
            "hookswitch_breaker_open",
            help: "1 while the tenant's CRM is asked only by probes, because it failed",
            label: Self.tenantLabel
        ) {
            source.current.tenants.values.map { ($0.slug, $0.directory.isBreakerOpen ? 1 : 0) }
                // Where there are too many, those that are open are shown.
                .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }
    }

    private func describeCredentials(of source: SnapshotSource) {
        self.gaugeCallback(
            "hookswitch_credential_expiry_timestamp_seconds",
            help: "When the CRM secret of an active tenant expires, in Unix time; absent if nobody knows",
            label: Self.tenantLabel
        ) {
            source.current.activeTenants.compactMap { tenant in
                tenant.directory.settings.credential?.expiresAt.map { (tenant.slug, $0.timeIntervalSince1970) }
            }
            // Where there are too many, those that expire first are shown.
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        }
        self.gaugeCallback(
            "hookswitch_credential_expiry_unknown",
            help: "Active tenants whose CRM secret expires nobody knows when"
        ) {
            Double(
                source.current.activeTenants.count { tenant in
                    tenant.directory.settings.credential.map { $0.expiresAt == nil } ?? false
                }
            )
        }
    }

    private func describeActivity(of source: SnapshotSource) {
        self.counterCallback(
            "hookswitch_tenant_decisions_total",
            help: "Calls decided, by tenant",
            label: Self.tenantLabel
        ) {
            source.current.tenants.values.map { ($0.slug, Double($0.activity.callCount)) }.sorted { $0.0 < $1.0 }
        }
        self.gaugeCallback(
            "hookswitch_last_decision_timestamp_seconds",
            help: "When a call of the tenant was last decided, in Unix time; absent before the first",
            label: Self.tenantLabel
        ) {
            source.current.tenants.values
                .compactMap { tenant in
                    tenant.activity.lastCallAt.map { (tenant.slug, Double($0.microseconds) / 1_000_000) }
                }
                .sorted { $0.0 < $1.0 }
        }
    }
}

extension Snapshot {
    /// The tenants whose calls are routed.
    fileprivate var activeTenants: [ServedTenant] {
        self.tenants.values.filter { $0.status == .active }
    }
}
