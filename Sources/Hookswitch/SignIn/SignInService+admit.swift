import Crypto
import Foundation
import Postgres
import Routing

extension SignInService {
    /// Takes an attempt away, if it is this browser's: a state that comes again finds nothing.
    func take(state: SignInSecret, browser: SignInSecret) async throws -> SignInAttempt? {
        try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                DELETE FROM hookswitch.sign_in_attempt
                WHERE state_digest = \(state.digest) AND browser_digest = \(browser.digest) AND expires_at > now()
                RETURNING invitation_digest, return_path, loopback_port, loopback_state, loopback_challenge
                """
            ).first.map { try SignInAttempt($0) }
        }
    }

    /// Who signs in, and whose rights became others by that.
    private struct Admitted: Sendable {
        let completed: CompletedSignIn
        /// The digests of tokens whose rights are others now; `nil` if no right is.
        let changed: [[UInt8]]?
    }

    /// Lets in who is an operator, becomes one by invitation, or is one by the issuer's claim.
    func admit(
        _ identity: VerifiedIdentity,
        _ attempt: SignInAttempt,
        from origin: AuditOrigin,
        at now: Date
    ) async throws -> CompletedSignIn {
        do {
            let admitted = try await self.database.inFleet { transaction in
                try await self.admit(identity, attempt, from: origin, at: now, in: transaction)
            }
            if let digests = admitted.changed { self.operators.forget(digests) }
            return admitted.completed
        } catch SignInFailure.roleMissing {
            // Whoever lost the role has lost it now, and not when what they have runs out.
            throw LostRole(tokensLeft: try await self.closeOut(identity, from: origin))
        } catch let error as PostgresError where error.constraint == "operator_identity_key" {
            // Bound elsewhere at this very moment, by another invitation or in another tab.
            throw SignInFailure.identityTaken
        }
    }

    private func admit(
        _ identity: VerifiedIdentity,
        _ attempt: SignInAttempt,
        from origin: AuditOrigin,
        at now: Date,
        in transaction: Transaction
    ) async throws -> Admitted {
        let (id, changed) = try await self.find(identity, attempt.invitation, from: origin, in: transaction)
        _ = try await transaction.execute(
            "UPDATE hookswitch.operator SET signed_in_at = now(), version = version + 1 WHERE operator_id = \(id)"
        )
        guard let loopback = attempt.loopback else {
            let session = try await self.operators.sessions.open(for: id, from: origin.source, at: now, in: transaction)
            return Admitted(completed: .session(session, returnPath: attempt.returnPath), changed: changed)
        }
        var random = SystemRandomNumberGenerator()
        let code = SignInSecret(random: &random)
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.sign_in_grant (digest, operator_id, challenge, expires_at)
            VALUES (\(code.digest), \(id), \(loopback.challenge), \(now.addingTimeInterval(Self.grantDuration)))
            """
        )
        let url = "http://127.0.0.1:\(loopback.port)/signed-in?code=\(code.text)&state=\(loopback.state)"
        return Admitted(completed: .loopback(url: url, isRefused: false), changed: changed)
    }

    /// Somebody lost their role at the issuer, and what they made for others goes on.
    struct LostRole: Error {
        /// The tokens.
        let tokensLeft: [UUID]
    }

    /// Ends what the sign-ins of somebody made who lost their role at the issuer, and the invitations that they gave. The row
    /// stays: with the role they come back. So do tokens that they made for others, machines perhaps, which nobody but an admin
    /// can tell from their own: the record and the log name them.
    ///
    /// - Returns: Those tokens.
    private func closeOut(_ identity: VerifiedIdentity, from origin: AuditOrigin) async throws -> [UUID] {
        let (digests, left) = try await self.database.inFleet { transaction -> ([[UInt8]], [UUID]) in
            guard let known = try await self.operator(of: identity, in: transaction), known.details.isRoleClaimed else {
                return ([], [])
            }
            let cutOff = try await OperatorService.cutOff(known.id, in: transaction)
            let withdrawn = try await OperatorService.withdrawInvitations(of: known.id, in: transaction)
            let left = try await OperatorService.liveTokens(madeBy: known.id, within: .all, in: transaction)
            let hasEnded = !cutOff.isEmpty || !withdrawn.isEmpty
            guard hasEnded || !left.isEmpty else { return ([], []) }
            // Whoever tries again and again leaves one record of what is left, and not one of each try.
            let isNews = hasEnded ? true : !(try await Self.isRecorded(lossOfRoleBy: known.id, in: transaction))
            guard isNews else { return ([], left) }
            let lost = try AuditEntry(roleLostBy: known.id, tokensLeft: left, at: Date())
            try await ([lost] + cutOff.entries + withdrawn).record(
                by: .operator(known.id, name: known.name),
                from: origin,
                through: transaction
            )
            return (cutOff.digests, left)
        }
        self.operators.forget(digests)
        return left
    }

    /// Whether the audit has, since an operator last signed in, that they lost their role.
    private static func isRecorded(lossOfRoleBy id: UUID, in transaction: Transaction) async throws -> Bool {
        let subject = AuditEntry.subject(ofRoleLostBy: id)
        let rows = try await transaction.query(
            """
            SELECT 1 FROM hookswitch.audit_record
            WHERE action = 'operator.role_lost' AND subject = \(subject) AND recorded_at >= (
                SELECT coalesce(signed_in_at, created_at) FROM hookswitch.operator WHERE operator_id = \(id)
            )
            LIMIT 1
            """
        )
        return !rows.isEmpty
    }

    private func find(
        _ identity: VerifiedIdentity,
        _ invitation: [UInt8]?,
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> (id: UUID, changed: [[UInt8]]?) {
        if let before = try await self.operator(of: identity, in: transaction) {
            guard invitation == nil else { throw SignInFailure.identityTaken }
            let after = try await self.refreshRole(of: before, identity, in: transaction)
            try await Self.write("operator.sign_in", before.id, before.details, after.details, origin, transaction)
            guard after.role != before.role else { return (before.id, nil) }
            return (before.id, try await OperatorService.tokenDigests(of: before.id, in: transaction))
        }
        if let invitation {
            return (try await self.bind(identity, invitation, from: origin, in: transaction), nil)
        }
        return (try await self.make(identity, from: origin, in: transaction), nil)
    }

    private func `operator`(of identity: VerifiedIdentity, in transaction: Transaction) async throws -> OperatorRow? {
        try await transaction.query(
            """
            SELECT \(OperatorRow.columns) FROM hookswitch.operator AS o
            WHERE o.issuer = \(identity.issuer) AND o.subject = \(identity.subject) AND o.ended_at IS NULL
            FOR UPDATE OF o
            """
        ).first.flatMap { try OperatorRow($0) }
    }

    /// The role that the claim says, where it is the claim that says it.
    private func refreshRole(
        of known: OperatorRow,
        _ identity: VerifiedIdentity,
        in transaction: Transaction
    ) async throws -> OperatorRow {
        guard known.details.isRoleClaimed else { return known }
        guard let role = self.claimedRole(of: identity) else { throw SignInFailure.roleMissing }
        guard role != known.role else { return known }
        _ = try await transaction.execute(
            "UPDATE hookswitch.operator SET role = \(role.rawValue), version = version + 1 WHERE operator_id = \(known.id)"
        )
        return try await self.operator(of: identity, in: transaction) ?? known
    }

    /// Binds an invitation, once: of two who come with it at once the second finds it used.
    private func bind(
        _ identity: VerifiedIdentity,
        _ invitation: [UInt8],
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> UUID {
        let bound = try await transaction.query(
            """
            UPDATE hookswitch.operator SET issuer = \(identity.issuer), subject = \(identity.subject),
                invitation_digest = NULL, invitation_expires_at = NULL, version = version + 1
            WHERE invitation_digest = \(invitation) AND invitation_expires_at > now() AND ended_at IS NULL
            RETURNING operator_id
            """
        )
        guard try bound.first?.decode("operator_id", as: UUID.self) != nil,
            let row = try await self.operator(of: identity, in: transaction)
        else { throw SignInFailure.invitation }
        try await Self.write("operator.bind", row.id, nil, row.details, origin, transaction)
        return row.id
    }

    /// Makes an operator of somebody whom the issuer gives a role, unless they were one and it was ended here.
    private func make(
        _ identity: VerifiedIdentity,
        from origin: AuditOrigin,
        in transaction: Transaction
    ) async throws -> UUID {
        guard let role = self.claimedRole(of: identity) else { throw SignInFailure.stranger }
        var random = SystemRandomNumberGenerator()
        let id = UUID.timeOrdered(at: .now(), random: &random)
        let made = try await transaction.execute(
            """
            INSERT INTO hookswitch.operator (operator_id, name, role, is_role_claimed, issuer, subject)
            SELECT \(id), \(identity.name ?? identity.subject), \(role.rawValue), true, \(identity.issuer),
                \(identity.subject)
            WHERE NOT EXISTS (
                SELECT FROM hookswitch.operator WHERE issuer = \(identity.issuer) AND subject = \(identity.subject)
            )
            ON CONFLICT DO NOTHING
            """
        )
        guard made > 0, let row = try await self.operator(of: identity, in: transaction) else {
            throw SignInFailure.stranger
        }
        try await Self.write("operator.create", row.id, nil, row.details, origin, transaction)
        return row.id
    }

    /// The mightiest of the roles that the claim's words stand for.
    private func claimedRole(of identity: VerifiedIdentity) -> OperatorRole? {
        let roles = self.settings.roles.filter { identity.roles.contains($0.claim) }.map(\.role)
        return OperatorRole.allCases.first { roles.contains($0) }
    }

    private static func write(
        _ action: String,
        _ id: UUID,
        _ before: OperatorDetails?,
        _ after: OperatorDetails,
        _ origin: AuditOrigin,
        _ transaction: Transaction
    ) async throws {
        try await OperatorRecord(action: action, id: id, before: before, after: after)
            .write(by: .operator(id, name: after.name), from: origin, through: transaction)
    }
}
