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
    ///   - dryRun: Whether everything is done but the commit: what is answered then works nowhere.
    /// - Throws: ``APITokenRefusal`` with all that is wrong; ``RightLapse``; a `PostgresError`.
    public func create(
        _ order: APITokenOrder,
        by actor: Operator?,
        reason: String? = nil,
        dryRun: Bool = false
    ) async throws -> CreatedAPIToken {
        let flaws = order.flaws(at: Date(), by: actor) + (order.outlives(actor) ? [.outlivesMaker] : [])
        let created = try await self.database.inFleet(dryRun: dryRun) { transaction in
            if let actor { _ = try await ConfirmedOperator(holding: actor, in: transaction) }
            return try await self.make(
                order,
                tenants: try await order.resolve(flaws: flaws, by: actor, in: transaction),
                madeBy: actor?.operatorID,
                by: actor?.auditActor ?? .processOwner,
                from: actor?.origin ?? AuditOrigin(reason: reason),
                in: transaction
            )
        }
        if !dryRun { self.learn(created) }
        return created
    }

    /// Makes a token of an operator who signed in, whose row is held: it has the operator's role and restriction for as long as it
    /// works. Whoever commits the transaction tells ``learn(_:)`` of it.
    func create(
        for operatorID: UUID,
        name: String,
        role: OperatorRole,
        expiresAt: Date,
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> CreatedAPIToken {
        let order = APITokenOrder(name: name, role: role, expiresAt: expiresAt)
        let actor = AuditActor.operator(operatorID, name: name)
        return try await self.make(order, operatorID: operatorID, by: actor, from: origin, in: transaction)
    }

    /// A token was made, and its transaction has ended: this server need not ask who guesses.
    func learn(_ created: CreatedAPIToken) {
        let digest = Self.digest(of: Array(created.value.reveal().utf8))
        self.memory.withLock { $0.learn(digest) }
    }

    private func make(
        _ order: APITokenOrder,
        tenants: [UUID]? = nil,
        operatorID: UUID? = nil,
        madeBy: UUID? = nil,
        by actor: AuditActor,
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> CreatedAPIToken {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        let value = Self.prefix + Base32.encode(bytes)
        let id = UUID.timeOrdered(at: .now(), random: &random)
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.api_token (
                api_token_id, name, role, digest, hint, tenant_ids, tags, expires_at, operator_id, made_by
            ) VALUES (\(id), \(order.name), \(order.role.rawValue), \(Self.digest(of: Array(value.utf8))),
                \(String(value.suffix(Self.hintLength))), \(tenants as [UUID]?), \(order.tags as [String]?),
                \(order.expiresAt as Date?), \(operatorID as UUID?), \(madeBy as UUID?))
            """
        )
        let view = try await Self.view(id, in: transaction)
        try await AuditEntry(creationOf: view)
            .record(in: .installation, by: actor, from: origin, through: transaction)
        return CreatedAPIToken(id: id, name: order.name, value: Secret(value), view: view)
    }

    static func view(_ id: UUID, in transaction: Transaction) async throws -> APITokenView {
        let rows = try await transaction.query(
            "SELECT \(APITokenRow.columns) FROM \(APITokenRow.table) WHERE a.api_token_id = \(id)"
        )
        guard let view = try rows.first.flatMap({ try APITokenRow($0)?.view }) else {
            throw APITokenRefusal(flaws: [.role])
        }
        return view
    }
}
