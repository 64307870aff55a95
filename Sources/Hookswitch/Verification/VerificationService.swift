import Dynamics
import Foundation
import Postgres
import Routing

/// Verifies tenants: looks at each step of the chain from Enreach to Dynamics by itself.
public struct VerificationService: Sendable {
    /// Why a verification cannot be made.
    public enum Failure: Error, Hashable, Sendable {
        /// The sample is no number that anybody could call from.
        case sample
        /// So many verifications are under way, of this Dynamics host or in all, that its turn did not come; how long to wait.
        case busy(retryAfter: Duration)
    }

    let tenants: TenantService
    let snapshots: SnapshotSource
    let assembly: TenantAssembly
    let publicURL: BaseURL
    let isDevelopment: Bool
    /// Holds verifications back, whoever asks for them.
    let limit: VerificationLimit
    /// How long one waits for its turn.
    var patience = VerificationLimit.patience
    var now: @Sendable () -> Date = { Date() }

    /// Reads what a verification needs.
    ///
    /// It is read from Postgres and not from the snapshot, so that what was applied a moment ago is what is verified. Where
    /// the server serves the tenant with the same settings, its own directory is asked: what is learnt counts for calls.
    ///
    /// - Parameters:
    ///   - slug: The tenant.
    ///   - sample: A caller who should be found, written as people of the tenant's region write numbers.
    /// It waits for its turn: one verification at a time of a Dynamics host, and few in all.
    ///
    /// - Returns: `nil` if there is no tenant of that name that the operator may see.
    /// - Throws: ``Failure``; a `PostgresError`.
    public func prepare(_ slug: String, sample: String?, for actor: Operator) async throws -> Verification? {
        guard let seen = try await self.row(slug, for: actor) else { return nil }
        let seenDocument = try seen.tenant.parsed()
        _ = try Self.number(sample, in: seenDocument.region)
        let host = seenDocument.dataverseURL.lowercased()
        guard let place = try await self.limit.enter(host, by: actor.tokenID, patience: self.patience) else {
            throw Failure.busy(retryAfter: VerificationLimit.retryDelay)
        }
        // What was applied while it waited is what is verified.
        guard let row = try await self.row(slug, for: actor) else { return nil }
        let document = try row.tenant.parsed()
        let number = try Self.number(sample, in: document.region)
        let probes = TenantProbes(
            subject: self.subject(row, document),
            access: self.access(row),
            egress: self.assembly.egress,
            upstream: self.assembly.upstream,
            publicURL: PublicURLProbe(
                self.publicURL,
                isDevelopment: self.isDevelopment,
                proof: InstallationProof(keyRing: self.tenants.keyRing),
                egress: self.assembly.egress,
                upstream: self.assembly.upstream,
                now: self.now
            ),
            sample: number,
            now: self.now
        )
        return Verification(steps: probes.steps, place: place)
    }

    private static func number(_ sample: String?, in region: Region) throws -> PhoneNumber? {
        guard let sample else { return nil }
        guard let number = PhoneNumberReader(region: region).read(sample) else { throw Failure.sample }
        return number
    }

    private func row(_ slug: String, for actor: Operator) async throws -> SnapshotRow? {
        try await self.tenants.database.inFleet { transaction in
            let rows = try await transaction.query(
                "\(SnapshotRow.query) WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))"
            )
            return try rows.first.map { try SnapshotRow($0) }
        }
    }

    private func access(_ row: SnapshotRow) -> TenantDirectory.Access {
        do {
            let previous = self.snapshots.current.tenants[row.tenant.tenantID]
            return try self.assembly.assemble(row, previous: previous).directory.access
        } catch let error as SealError {
            return .closed(.authentication, reason: "the tenant's key does not open: \(error)")
        } catch {
            return .closed(.error, reason: "the tenant cannot be served: \(error)")
        }
    }

    private func subject(_ row: SnapshotRow, _ document: TenantDocument) -> VerificationSubject {
        VerificationSubject(
            slug: row.tenant.slug,
            status: row.tenant.status,
            dataverseURL: document.dataverseURL,
            tables: document.tables,
            authorityURL: self.assembly.authority.url,
            entraTenant: document.entraTenant,
            clientID: document.clientID.uuidString.lowercased(),
            hasCredential: row.credential != nil,
            expiresAt: row.credential?.expiresAt,
            authentication: document.authentication,
            liveKeyCount: row.keyDigests.count,
            pools: document.pools,
            numbersOfOthers: self.numbersOfOthers(document.pools, than: row.tenant.tenantID),
            publicURL: self.publicURL,
            endpointPath: "/hooks/\(row.tenant.endpoint)"
        )
    }

    /// The pools' numbers that other tenants have too. Whose they are is not said: not every operator may know them.
    private func numbersOfOthers(_ pools: [Pool], than tenantID: TenantID) -> [PhoneNumber] {
        let others = self.snapshots.current.tenants.filter { $0.key != tenantID }.values
        return pools.map(\.number).filter { number in others.contains { $0.rulebook.pool(number) != nil } }
    }
}
