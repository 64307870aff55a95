import Crypto
import Foundation
import Postgres
import Routing

extension OperatorService {
    /// 256 random bits: nothing to guess, so a fast digest keeps them well.
    static let invitationByteCount = 32

    /// Makes an operator: bound to an identity, or invited.
    ///
    /// - Parameters:
    ///   - actor: Who makes them: nobody can give what they do not have.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Throws: ``OperatorRefusal`` with all that is wrong; ``OperatorFailure/identityTaken``; ``RightLapse``; a
    ///   `PostgresError`.
    public func create(_ order: OperatorOrder, by actor: Operator, dryRun: Bool = false) async throws -> CreatedOperator
    {
        let now = Date()
        let flaws = order.access.flaws(at: now, by: actor)
        let otherFlaws =
            (actor.isPassing ? [OperatorRefusal.Flaw.outlivesMaker] : [])
            + (order.identity.map { Self.flaws($0, by: actor) } ?? [])
        var random = SystemRandomNumberGenerator()
        let id = UUID.timeOrdered(at: Moment(now), random: &random)
        let bytes = (0..<Self.invitationByteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        let invitation = order.identity == nil ? Self.invitationPrefix + Base32.encode(bytes) : nil
        let digest = invitation.map { Self.digest(of: $0) }
        let expiresAt = invitation.map { _ in now.addingTimeInterval(Self.invitationDuration) }
        let details = try await self.database.inFleet(dryRun: dryRun) { transaction in
            let maker = try await ConfirmedOperator(holding: actor, in: transaction)
            let tenants = try await Self.tenants(of: order.access, flaws, otherFlaws, by: actor, in: transaction)
            let inserted = try await transaction.query(
                """
                INSERT INTO hookswitch.operator (
                    operator_id, name, role, tenant_ids, tags, issuer, subject, invitation_digest, invitation_expires_at,
                    made_by
                ) VALUES (\(id), \(order.access.name), \(order.access.role.rawValue), \(tenants as [UUID]?),
                    \(order.access.tags as [String]?), \(order.identity?.issuer as String?),
                    \(order.identity?.subject as String?), \(digest as [UInt8]?), \(expiresAt as Date?),
                    \(actor.operatorID as UUID?))
                ON CONFLICT DO NOTHING RETURNING operator_id
                """
            )
            guard !inserted.isEmpty else { throw OperatorFailure.identityTaken }
            guard let row = try await Self.find(id, for: actor, in: transaction) else {
                throw OperatorRefusal(flaws: [.access(.role)])
            }
            try await OperatorRecord(action: "operator.create", id: id, before: nil, after: row.details)
                .write(by: maker, through: transaction)
            return row.details
        }
        return CreatedOperator(details: details, invitation: invitation.map { Secret($0) })
    }

    static func tenants(
        of access: APITokenOrder,
        _ flaws: [APITokenFlaw],
        _ otherFlaws: [OperatorRefusal.Flaw],
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> [UUID]? {
        do {
            let tenants = try await access.resolve(flaws: flaws, by: actor, in: transaction)
            guard otherFlaws.isEmpty else { throw OperatorRefusal(flaws: otherFlaws) }
            return tenants
        } catch let refusal as APITokenRefusal {
            throw OperatorRefusal(flaws: refusal.flaws.map { .access($0) } + otherFlaws)
        }
    }

    private static func flaws(
        _ identity: OperatorOrder.Identity,
        by actor: Operator
    ) -> [OperatorRefusal.Flaw] {
        // What they were told of a person who works elsewhere would be another tenant's, and a person whom they named could
        // not be let in by anybody else.
        guard actor.reach == .all else { return [.namedByRestricted] }
        var flaws: [OperatorRefusal.Flaw] = []
        if (try? IssuerURL(parsing: identity.issuer)) == nil { flaws.append(.issuer) }
        let isPlain = !identity.subject.unicodeScalars.contains { $0.properties.generalCategory == .control }
        let lengths = 1...IdentityRules.maximumSubjectLength
        if !isPlain || !lengths.contains(identity.subject.unicodeScalars.count) {
            flaws.append(.subject)
        } else if identity.subject.contains("@") {
            flaws.append(.subjectIsAddress)
        }
        return flaws
    }

    static func digest(of text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(text.utf8)))
    }
}
