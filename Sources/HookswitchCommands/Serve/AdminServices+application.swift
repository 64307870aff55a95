import AdminPlane
import Hookswitch
import NIOPosix
import Postgres

extension AdminServices {
    /// The services of an application.
    init(_ application: HookswitchApplication) {
        self.init(
            tokens: application.tokens,
            operators: application.operators,
            sessions: application.sessions,
            signIn: application.signIn,
            tenants: application.tenants,
            webhookKeys: application.webhookKeys,
            idempotency: application.idempotency,
            decisions: application.decisions,
            statistics: application.statistics,
            feed: application.feed,
            status: application.status(version: HookswitchVersion.current),
            system: application.system(version: HookswitchVersion.current),
            overviews: application.overviews,
            explainer: application.explainer,
            explainDraft: { try await application.drafts.explain($0, as: $1, $2, for: $3) },
            audit: application.audit,
            segments: application.segments,
            offboardings: application.offboardings,
            privacy: application.privacy,
            verification: { try await application.verifications.prepare($0, sample: $1, for: $2) },
            handoffs: application.handoffs,
            checks: { await Self.checks(of: application) },
            fault: Self.fault
        )
    }

    /// What the doctor finds while this very server runs.
    private static func checks(of application: HookswitchApplication) async -> [DoctorCheck] {
        await application.doctor.check(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, isServing: true)
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
