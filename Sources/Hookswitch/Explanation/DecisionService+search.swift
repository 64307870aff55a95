import Dynamics
import Foundation
import Postgres
import Routing

extension DecisionService {
    /// How far back a search goes that says nothing: a month and a day, so that "this day last month" is in it, and at most
    /// three partitions are read.
    public static let defaultWindow = Duration.seconds(31 * 86_400)

    /// Why a search means nothing.
    public enum SearchRefusal: Error, Hashable, Sendable {
        /// A caller was given and no tenant.
        case callerWithoutTenant
        /// The caller's text is no telephone number.
        case from
        /// The pool's text is no telephone number.
        case to
        /// It begins where it ends, or later.
        case emptyWindow
    }

    /// Searches decisions, newest first.
    ///
    /// - Parameter now: The wall clock.
    /// - Throws: ``SearchRefusal``; ``Failure/unknownTenant``; ``ReadingError``; a `PostgresError`.
    public func search(
        _ criteria: DecisionCriteria,
        for actor: Operator,
        now: Moment = .now()
    ) async throws -> FoundDecisions {
        // A decision may have been made by a server whose clock is a little ahead of ours.
        let until = criteria.until ?? now.advanced(by: .seconds(60))
        let since = criteria.since ?? until.advanced(by: .zero - Self.defaultWindow)
        guard since < until else { throw SearchRefusal.emptyWindow }
        guard criteria.from == nil || criteria.tenant != nil else { throw SearchRefusal.callerWithoutTenant }

        let parties = try await self.parties(of: criteria, for: actor)
        let limit = min(max(criteria.limit, 1), Self.maximumPageSize)
        let empty = FoundDecisions(page: DecisionPage(data: [], next: nil), since: since, until: until)
        // Without a key nothing of the tenant's callers was ever kept.
        guard criteria.from == nil || parties.digest != nil else { return empty }
        let search = DecisionSearch(
            scope: parties.scope,
            reach: actor.reach,
            limit: limit,
            before: criteria.after,
            outcomes: criteria.outcomes,
            since: since,
            until: until,
            pool: parties.pool,
            callID: criteria.callID,
            slowerThanMicroseconds: criteria.slowerThanMilliseconds.map { milliseconds in
                Int32(clamping: Int64(milliseconds) * 1000)
            },
            callerDigest: parties.digest
        )
        return FoundDecisions(page: try await self.page(search), since: since, until: until)
    }

    /// What the texts of a search mean.
    private struct Parties: Sendable {
        var scope: TenantScope?
        var pool: PhoneNumber?
        var digest: [UInt8]?
    }

    private func parties(of criteria: DecisionCriteria, for actor: Operator) async throws -> Parties {
        guard let slug = criteria.tenant else {
            return Parties(pool: try criteria.to.map { try Self.number($0, in: nil, else: .to) })
        }
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else { throw Failure.unknownTenant }
        var parties = Parties(scope: scope)
        guard criteria.from != nil || criteria.to != nil else { return parties }

        let (region, key) = try await self.database.inTenant(scope) { transaction in
            let rows = try await transaction.query(
                "SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t WHERE t.tenant_id = \(scope.tenantID.uuid)"
            )
            let key = try await TenantKeyStore(keyRing: self.tenants.keyRing).find(scope, in: transaction)
            return (try rows.first.map { try TenantRow($0).parsed().region }, key)
        }
        parties.pool = try criteria.to.map { try Self.number($0, in: region, else: .to) }
        let caller = try criteria.from.map { try Self.number($0, in: region, else: .from) }
        parties.digest = caller.flatMap { caller in key.map { $0.digest(of: caller) } }
        return parties
    }

    /// Reads a number as a call's is read: E.164 as it stands, anything else as the region writes it.
    private static func number(
        _ text: String,
        in region: Region?,
        else refusal: SearchRefusal
    ) throws(SearchRefusal) -> PhoneNumber {
        if let number = try? PhoneNumber(parsing: text) { return number }
        guard let number = region.flatMap({ PhoneNumberReader(region: $0).read(text) }) else { throw refusal }
        return number
    }
}
