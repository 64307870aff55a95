import Postgres

/// One administrative change, written in the transaction that makes it: no record, no change.
struct AuditEntry: Sendable {
    /// What was done, such as `tenant.apply`.
    let action: String
    /// To what, such as `tenant acme`.
    let subject: String
    /// What it was before, as JSON without secrets. Only the fields that differ are kept.
    let before: String?
    /// What it is now, as JSON without secrets.
    let after: String?

    /// Writes the entry into a tenant's chain, as the last thing that the transaction does to the tenant. All that operators do
    /// to a tenant comes here, so that this is where they are looked at again.
    ///
    /// - Parameter origin: Where it came from and why, if the operator's own origin does not say it all.
    /// - Throws: ``RightLapse`` if the operator may do it no longer; a `PostgresError`.
    func record(
        in scope: TenantScope,
        by actor: Operator,
        from origin: AuditOrigin? = nil,
        through transaction: Transaction
    ) async throws {
        let actor = try await ConfirmedOperator(confirming: actor, in: transaction)
        try await self.record(
            in: .tenant(scope.tenantID),
            by: actor.auditActor,
            from: origin ?? actor.origin,
            through: transaction
        )
    }

    /// Writes the entry into the installation's chain.
    func record(by actor: ConfirmedOperator, through transaction: Transaction) async throws {
        try await [self].record(by: actor.auditActor, from: actor.origin, through: transaction)
    }

    /// Writes the entry into a chain; into that of the installation across tenants only.
    func record(
        in chain: AuditChainID,
        by actor: AuditActor,
        from origin: AuditOrigin,
        through transaction: Transaction
    ) async throws {
        try await [self].record(in: chain, by: actor, from: origin, through: transaction)
    }

    fileprivate func change(by actor: AuditActor, from origin: AuditOrigin) throws -> AuditChange {
        let before = try self.before.map { try AuditValue(json: $0) }
        let after = try self.after.map { try AuditValue(json: $0) }
        let difference = AuditFields.difference(before: before, after: after)
        return AuditChange(
            actor: actor,
            origin: origin,
            action: self.action,
            subject: self.subject,
            before: difference.before,
            after: difference.after
        )
    }
}

extension [AuditEntry] {
    /// Writes entries of one deed into a chain, in their order.
    func record(
        in chain: AuditChainID = .installation,
        by actor: AuditActor,
        from origin: AuditOrigin,
        through transaction: Transaction
    ) async throws {
        let changes = try self.map { try $0.change(by: actor, from: origin) }
        try await AuditChain(id: chain).append(changes, in: transaction)
    }
}
