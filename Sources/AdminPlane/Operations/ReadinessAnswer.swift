import HTTPTypes
import Hookswitch

/// The body of `/readyz`, and its status.
struct ReadinessAnswer: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case status, database, tenants
        case snapshotAgeSeconds = "snapshot_age_seconds"
        case spoolDepth = "spool_depth"
    }

    /// `ok`, `degraded`, `starting` or `stopping`.
    let status: String
    /// `reachable` or `unreachable`; absent while starting and stopping, like all that follows.
    var database: String?
    /// How many tenants are served.
    var tenants: Int?
    /// Whole seconds since Postgres was last read.
    var snapshotAgeSeconds: Int64?
    /// Decisions that wait for the database.
    var spoolDepth: Int?

    init(_ stage: ServingStage) {
        switch stage {
        case .starting:
            self.status = "starting"
        case .stopping:
            self.status = "stopping"
        case .serving(let readiness):
            self.status = readiness.isDatabaseReachable ? "ok" : "degraded"
            self.database = readiness.isDatabaseReachable ? "reachable" : "unreachable"
            self.tenants = readiness.tenantCount
            self.snapshotAgeSeconds = max(0, readiness.snapshotAge.components.seconds)
            self.spoolDepth = readiness.spoolDepth
        }
    }

    /// 200 while calls are answered, with the database or without: taking a server out of service because Postgres is
    /// away would take all of them out.
    var httpStatus: HTTPResponse.Status {
        self.status == "ok" || self.status == "degraded" ? .ok : .serviceUnavailable
    }
}
