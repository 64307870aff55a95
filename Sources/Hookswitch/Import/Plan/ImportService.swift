import Foundation
import Postgres

/// Brings many tenants on from a file: says first what it would do, and then does that and nothing else.
///
/// A plan is stored row by row. A row is applied in one transaction with the note that it was, so that whoever dies in the
/// middle, server or client, leaves a plan that is gone on with, and no row is applied twice.
public struct ImportService: Sendable {
    /// A page has at most so many rows.
    public static let maximumPageSize = 200

    let tenants: TenantService

    var database: Database { self.tenants.database }

    /// Makes the service.
    ///
    /// - Parameter tenants: By whose rules tenants are made and changed.
    public init(tenants: TenantService) {
        self.tenants = tenants
    }

    /// Deletes plans that are over, and with them the secrets that were not applied.
    public func deleteExpired() async throws {
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute("DELETE FROM hookswitch.import_plan WHERE expires_at <= now()")
        }
    }

    /// Reads a file that came over the admin API.
    ///
    /// - Throws: ``ImportRefusal``.
    public func read(_ bytes: [UInt8], as format: ImportFormat) throws(ImportRefusal) -> ImportFile {
        try ImportFile(parsing: bytes, as: format, secrets: .inlineOnly)
    }

    /// The condition that leaves only plans that an operator may see: all of them, or where their token is restricted to
    /// tenants, their own. Others' may name tenants that are not theirs.
    static func condition(_ actor: Operator) -> Query {
        let isLive: Query = "p.expires_at > now()"
        return actor.reach == .all ? isLive : "\(isLive) AND p.api_token_id = \(actor.tokenID)"
    }
}
