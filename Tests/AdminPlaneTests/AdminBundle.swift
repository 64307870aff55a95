import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import HummingbirdTesting
import NIOCore
import Routing
import Telemetry

@testable import AdminPlane

/// The admin plane on services of its own, with one operator.
struct AdminBundle {
    let plane: AdminPlane
    let services: AdminServices
    let registry = MetricRegistry()
    let log = RecordedLog()
    let token: String

    init(limits: AdminLimits = AdminLimits()) async throws {
        let database = Database()
        self.services = AdminServices(
            tokens: APITokenService(database: database),
            tenants: TenantService(database: database),
            webhookKeys: WebhookKeyService(database: database),
            decisions: DecisionService(database: database),
            explainer: CallExplainer(),
            doctor: Doctor(database: database),
            fault: { $0 is DatabaseAway ? .unavailable : .bug }
        )
        self.plane = AdminPlane(
            host: "127.0.0.1",
            port: 0,
            services: self.services,
            registry: self.registry,
            logger: self.log.logger,
            limits: limits
        )
        self.token = try await self.services.tokens.create(name: "liisa", role: .admin, expiresAt: nil).value.reveal()
    }
}
