import AdminPlane
import Hookswitch
import Postgres

extension AdminServices {
    /// The services of an application.
    init(_ application: HookswitchApplication) {
        self.init(
            tokens: application.tokens,
            tenants: application.tenants,
            webhookKeys: application.webhookKeys,
            decisions: application.decisions,
            explainer: application.explainer,
            doctor: application.doctor,
            fault: Self.fault
        )
    }

    /// What an error of the database means to a client of the admin API.
    @Sendable
    private static func fault(_ error: any Error) -> Fault {
        guard let error = error as? PostgresError else { return .bug }
        return switch error.disposition {
        case .retry, .retryTransaction, .busy, .capacity, .cancelled: .unavailable
        case .ambiguous: .outcomeUnknown
        case .constraint, .bug: .bug
        }
    }
}
