import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// A failure that a test injects, as though the process had ended there.
struct Killed: Error {}

extension AdminBundle {
    /// What does the destroying on one server.
    func work(
        observe: @escaping @Sendable (OffboardingStep, Bool) async throws -> Void = { _, _ in }
    ) throws -> OffboardingWork {
        try OffboardingWork(
            database: self.database,
            keyRing: self.keyRing,
            logger: self.log.logger,
            observe: observe
        )
    }

    /// Asks for the end of a tenant.
    ///
    /// - Parameter isNow: Whether its time has come then.
    /// - Returns: The offboarding's id.
    @discardableResult
    func offboard(_ slug: String, isNow: Bool = false) async throws -> String {
        let response = try await self.send(
            .post,
            "/api/v1/tenants/\(slug)/offboard",
            json: isNow ? #"{"grace_days":0,"confirm":"\#(slug)"}"# : "{}",
            headers: [.auditReason: "ticket 7"]
        )
        #expect(response.status == .accepted, "\(response.text)")
        guard case .members(let offboarding)? = try response.members["offboarding"],
            case .text(let id)? = offboarding["id"]
        else { throw Killed() }
        return id
    }

    /// Erases a caller.
    func erase(_ number: String, of slug: String) async throws -> ErasureView {
        let response = try await self.send(
            .post,
            "/api/v1/privacy/erasures",
            json: #"{"tenant":"\#(slug)","number":"\#(number)"}"#,
            headers: [.auditReason: "ticket 7"]
        )
        #expect(response.status == .created, "\(response.text)")
        return try JSONDecoder().decode(ErasureView.self, from: Data(response.text.utf8))
    }

    /// A tenant's identity; of one that is gone, as it was.
    func scope(of slug: String) async throws -> TenantScope {
        let rows = try await self.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT tenant_id FROM hookswitch.tenant WHERE slug = \(slug)
                UNION SELECT tenant_id FROM hookswitch.offboarding WHERE slug = \(slug)
                """
            )
        }
        return TenantScope(authenticated: TenantID(try #require(rows.first).decode("tenant_id", as: UUID.self)))
    }

    /// The decision of one caller's call, as a spool holds it.
    func spooled(
        _ number: String,
        of scope: TenantScope,
        at moment: Moment = .now(),
        sequence: Int64 = 1
    ) async throws -> SpooledDecision {
        let keys = TenantKeyStore(keyRing: self.keyRing)
        let key = try await self.database.inTenant(scope) { try await keys.findOrMake(scope, in: $0) }
        return SpooledDecision(
            sequence: sequence,
            tenantID: scope.tenantID,
            decidedAt: moment,
            outcome: .noMatch,
            pool: try PhoneNumber(parsing: "+35840675644"),
            target: nil,
            choice: nil,
            tenantVersion: 1,
            callerFact: .unknown,
            callerIdentity: key.identity(of: try PhoneNumber(parsing: number)),
            callID: "call-\(sequence)",
            targetID: nil,
            lookup: #"{"source":"crm"}"#,
            durationMicroseconds: 1500
        )
    }

    /// Ships decisions, as the spool of a server does.
    ///
    /// - Returns: How many were thrown away.
    @discardableResult
    func ship(_ decisions: [SpooledDecision], of writer: UUID = UUID()) async throws -> Int {
        try await DecisionLedger(database: self.database).insert(decisions.map { .decision($0) }, of: writer, after: 0)
    }

    /// How many rows of a table a tenant has.
    func count(_ table: String, of scope: TenantScope) async throws -> Int64 {
        try await self.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT count(*) AS count FROM hookswitch.\(unsafe: table)
                WHERE tenant_id = \(scope.tenantID.uuid)
                """
            ).first?.decode("count", as: Int64.self) ?? -1
        }
    }

    /// What is wrong with a certificate, by the server's own keys.
    func fault(of certificate: String) throws -> CertificateFault? {
        let keys = self.services.audit.publicKeys.compactMap { AuditPublicKey(parsing: $0.publicKey) }
        return try #require(Certificate(json: certificate)).fault(publicKeys: keys)
    }
}
