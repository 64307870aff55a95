public import Foundation
import Postgres
import Routing
import Synchronization

extension APITokenService {
    /// 256 random bits: nothing to guess, so a fast digest keeps them well.
    private static let byteCount = 32
    /// So many of the value's last characters are kept to tell two tokens apart: 20 of the 256 bits.
    private static let hintLength = 4

    /// Makes a token for all tenants, straight to the database.
    ///
    /// - Throws: ``APITokenRefusal``; a `PostgresError`.
    public func create(name: String, role: OperatorRole, expiresAt: Date?) async throws -> CreatedAPIToken {
        try await self.create(APITokenOrder(name: name, role: role, expiresAt: expiresAt), by: nil)
    }

    /// Makes a token, and records that in the installation's audit.
    ///
    /// - Parameters:
    ///   - actor: Who makes it: nobody can give what they do not have. `nil` is whoever has the database's own password,
    ///     and with it everything; the audit names the user who runs this process.
    ///   - reason: Why, where no operator's request says so.
    /// - Throws: ``APITokenRefusal`` with all that is wrong; a `PostgresError`.
    public func create(
        _ order: APITokenOrder,
        by actor: Operator?,
        reason: String? = nil
    ) async throws -> CreatedAPIToken {
        let flaws = order.flaws(at: Date(), by: actor)
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        let value = Self.prefix + Base32.encode(bytes)
        let id = UUID.timeOrdered(at: .now(), random: &random)
        let digest = Self.digest(of: Array(value.utf8))
        let view = try await self.database.inFleet { transaction in
            let tenants = try await Self.resolve(order, flaws: flaws, by: actor, in: transaction)
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.api_token (api_token_id, name, role, digest, hint, tenant_ids, expires_at)
                VALUES (\(id), \(order.name), \(order.role.rawValue), \(digest),
                    \(String(value.suffix(Self.hintLength))), \(tenants as [UUID]?), \(order.expiresAt as Date?))
                """
            )
            let view = try await Self.view(id, in: transaction)
            try await AuditEntry(creationOf: view)
                .record(
                    in: .installation,
                    by: actor.map { .token($0.tokenID, name: $0.name) } ?? .processOwner,
                    from: actor?.origin ?? AuditOrigin(reason: reason),
                    through: transaction
                )
            return view
        }
        self.memory.withLock { $0.learn(digest) }
        return CreatedAPIToken(id: id, name: order.name, value: Secret(value), view: view)
    }

    /// The tenants that an order names, by what never becomes another tenant's: a slug may, once its tenant is gone.
    ///
    /// - Returns: `nil` for all tenants.
    private static func resolve(
        _ order: APITokenOrder,
        flaws: [APITokenFlaw],
        by actor: Operator?,
        in transaction: Transaction
    ) async throws -> [UUID]? {
        var flaws = flaws
        var ids: [String: UUID] = [:]
        let slugs = order.tenants ?? []
        if slugs.count <= APITokenOrder.maximumTenantCount {
            let reach = actor?.reach ?? .all
            let rows = try await transaction.query(
                """
                SELECT tenant_id, slug FROM hookswitch.tenant
                WHERE slug = ANY(\(slugs.filter { Slug(parsing: $0) != nil })) AND \(reach.condition(on: "tenant_id"))
                """
            )
            for row in rows {
                ids[try row.decode("slug", as: String.self)] = try row.decode("tenant_id", as: UUID.self)
            }
            for (index, slug) in slugs.enumerated() where ids[slug] == nil {
                flaws.append(.unknownTenant(index: index))
            }
        }
        guard flaws.isEmpty else { throw APITokenRefusal(flaws: flaws) }
        return order.tenants == nil ? nil : Array(ids.values)
    }

    private static func view(_ id: UUID, in transaction: Transaction) async throws -> APITokenView {
        let rows = try await transaction.query(
            "SELECT \(APITokenRow.columns) FROM hookswitch.api_token AS a WHERE a.api_token_id = \(id)"
        )
        guard let view = try rows.first.flatMap({ try APITokenRow($0)?.view }) else {
            throw APITokenRefusal(flaws: [.role])
        }
        return view
    }
}
