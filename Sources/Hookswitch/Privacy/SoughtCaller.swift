import Dynamics
import Foundation
import Postgres
import Routing

/// A caller of one tenant, by all that the tenant's keys make of the number.
struct SoughtCaller: Sendable {
    /// The number. It goes no further than the cache of this process.
    let number: PhoneNumber
    /// The keyed digests by which the caller's decisions are found.
    let digests: [[UInt8]]

    /// The number with most digits hidden.
    var mask: String { self.number.masked }

    /// The first digest, for the audit: 32 hexadecimal digits, of no use without the tenant's key.
    var digestText: String { self.digests.first.map(Hexadecimal.encode) ?? "" }

    /// Reads a number as the tenant would write it.
    ///
    /// - Throws: ``PrivacyRefusal``; ``SealError``; a `PostgresError`.
    static func read(
        _ text: String,
        of scope: TenantScope,
        with keys: TenantKeyStore,
        in transaction: Transaction
    ) async throws -> SoughtCaller {
        let rows = try await transaction.query(
            "SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t WHERE t.tenant_id = \(scope.tenantID.uuid)"
        )
        guard let row = rows.first else { throw PrivacyRefusal.unknownTenant }
        // A document that this version cannot read names no region; the number must have its country code then.
        let document = try? TenantRow(row).parsed()
        let region = document?.region
        let number = region.map { PhoneNumberReader(region: $0).read(text) } ?? (try? PhoneNumber(parsing: text))
        guard let number else { throw PrivacyRefusal.number }
        return SoughtCaller(number: number, digests: try await keys.digests(of: number, scope, in: transaction))
    }
}
