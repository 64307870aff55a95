import Logging
import Postgres

/// What work in steps stands on that ends in a certificate: each step is one transaction in a tenant's scope, so that whoever is
/// killed between two leaves nothing half done.
struct CertifiedWork<Step: Sendable>: Sendable {
    /// Called within each step's transaction just before its commit, and just after the commit. A test throws from it, as
    /// though the process ended there.
    typealias Observe = @Sendable (Step, _ isCommitted: Bool) async throws -> Void

    let database: Database
    let signer: CertificateSigner
    let logger: Logger
    let now: @Sendable () -> Moment
    private let observe: Observe

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(
        database: Database,
        keyRing: KeyRing,
        logger: Logger,
        now: @escaping @Sendable () -> Moment,
        observe: @escaping Observe
    ) throws {
        self.database = database
        self.signer = try CertificateSigner(keyRing: keyRing)
        self.logger = logger
        self.now = now
        self.observe = observe
    }

    /// Takes a step.
    ///
    /// - Parameter isDone: Whether an outcome is one of a step that did something; of others nobody is told.
    func take<Outcome: Sendable>(
        _ step: Step,
        in scope: TenantScope,
        isDone: @Sendable (Outcome) -> Bool = { _ in true },
        _ body: @Sendable (Transaction) async throws -> Outcome
    ) async throws -> Outcome {
        let outcome = try await self.database.inTenant(scope) { transaction in
            let outcome = try await body(transaction)
            if isDone(outcome) { try await self.observe(step, false) }
            return outcome
        }
        if isDone(outcome) { try await self.observe(step, true) }
        return outcome
    }
}
