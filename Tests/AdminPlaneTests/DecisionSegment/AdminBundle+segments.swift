import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Logging
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

extension AdminBundle {
    /// What seals on one server, at once and in small pieces.
    func sealer(
        limits: SealingLimits = .ofTests,
        keyRing: KeyRing? = nil,
        observe: @escaping @Sendable (SealingStep, Bool) async throws -> Void = { _, _ in }
    ) throws -> DecisionSealer {
        try DecisionSealer(
            database: self.database,
            keyRing: keyRing ?? self.keyRing,
            limits: limits,
            logger: self.log.logger,
            observe: observe
        )
    }

    /// Seals until nothing is left.
    func sealAll(with sealer: DecisionSealer? = nil) async throws {
        let sealer = try sealer ?? self.sealer()
        for _ in 0..<100 where try await sealer.runOnce().isCaughtUp { return }
        Issue.record("sealing does not come to an end")
    }

    /// What drops decisions on one server.
    func retention(days: Int) throws -> DecisionRetention {
        try DecisionRetention(database: self.database, keyRing: self.keyRing, days: days, logger: self.log.logger)
    }

    /// Ships a call a minute of a tenant, from a day that many days ago.
    func shipDay(_ daysAgo: Int32, count: Int64, of scope: TenantScope, from number: String = "+358501112223")
        async throws
    {
        var decisions: [SpooledDecision] = []
        let start = Self.day(daysAgo).start.microseconds
        for sequence in 1...count {
            let moment = Moment(microseconds: start + sequence * 60_000_000)
            decisions.append(try await self.spooled(number, of: scope, at: moment, sequence: sequence))
        }
        try await self.ship(decisions)
    }

    /// The day that many days ago.
    static func day(_ daysAgo: Int32) -> UTCDay {
        UTCDay(number: UTCDay(of: .now()).number - daysAgo)
    }

    /// The export of a tenant's segments.
    func segments(of slug: String) async throws -> String {
        let response = try await self.send(.get, "/api/v1/tenants/\(slug)/decision-segments/export")
        #expect(response.status == .ok, "\(response.text)")
        return response.text
    }

    /// What a verification of an export with the server's own keys says.
    func verifySegments(_ export: String, saved: [SegmentHead] = []) -> SegmentVerdict {
        let keys = self.services.audit.publicKeys.compactMap { AuditPublicKey(parsing: $0.publicKey) }
        var verification = SegmentVerification(publicKeys: keys, savedHeads: saved)
        for line in export.split(separator: "\n") { verification.read(String(line)) }
        return verification.verdict()
    }

    /// Puts a segment into the database that we never sealed: the tenant's chain is broken from then on.
    func breakSegments(of slug: String) async throws {
        let scope = try await self.scope(of: slug)
        try await self.script(
            """
            INSERT INTO hookswitch.decision_segment (tenant_id, day, part, state, number, decision_count, root,
                previous_hash, hash, sealed_at, key_id, signature)
            SELECT '\(scope.tenantID.uuid)', current_date - 5, 0, 'sealed', 1, 1, zeros, zeros, zeros, now(), 'k',
                zeros || zeros
            FROM (SELECT decode(repeat('00', 32), 'hex') AS zeros) AS z
            """
        )
    }

    /// A number that a statement gives as `count`.
    func count(_ query: Query) async throws -> Int64 {
        try await self.database.pool.withTransaction { transaction in
            try await transaction.query(query).first?.decode("count", as: Int64.self) ?? -1
        }
    }
}

extension SealingLimits {
    /// Nothing gathers, and every page has an end within what a test makes.
    static var ofTests: SealingLimits {
        var limits = SealingLimits()
        limits.additionDelay = .zero
        limits.tenantPageSize = 2
        limits.decisionPageSize = 4
        return limits
    }
}
