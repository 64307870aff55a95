import Foundation
import Postgres

/// Sees to it that a request that is sent several times under one key is carried out once.
///
/// A request is claimed before it is carried out and settled with its answer afterwards, each in a transaction of its own.
/// Whoever dies in between leaves a claim of which nobody knows whether the work was done; it is never carried out again.
public struct IdempotencyService: Sendable {
    /// How long an answer is kept.
    public static let keepingHours = 24
    /// How long a request can be under way: the longest body and the slowest apply take less than half of it.
    private static let flightSeconds = 120
    /// How many records that are over each claim deletes. It adds one, so that they cannot pile up.
    private static let sweepCount = 100
    /// How often a claim begins anew when the record that stood in its way went away meanwhile.
    private static let maximumAttemptCount = 3
    /// The longest answer that is kept in bytes: many times that of a tenant with a thousand pools.
    private static let maximumAnswerSize = 1024 * 1024

    private let database: Database

    /// Makes the service.
    public init(database: Database) {
        self.database = database
    }

    /// Claims a request, or says how the one before it stands.
    ///
    /// - Parameters:
    ///   - fingerprint: Of all that makes the request what it is.
    ///   - actor: Who sends it; keys are each token's own.
    /// - Throws: A `PostgresError`.
    public func claim(
        _ key: IdempotencyKey,
        fingerprint: RequestFingerprint,
        by actor: Operator
    ) async throws -> IdempotencyStanding {
        let claim = IdempotencyClaim(tokenID: actor.tokenID, key: key, id: UUID())
        for _ in 0..<Self.maximumAttemptCount {
            let standing = try await self.database.inFleet { transaction in
                try await Self.sweep(in: transaction)
                if try await Self.insert(claim, fingerprint: fingerprint, in: transaction) {
                    return IdempotencyStanding.claimed(claim) as IdempotencyStanding?
                }
                return try await Self.standing(of: claim, fingerprint: fingerprint, in: transaction)
            }
            if let standing { return standing }
        }
        return .inFlight
    }

    /// Keeps the answer to a request that was carried out.
    ///
    /// - Throws: A `PostgresError`; the claim then stays as one of which nobody knows the end.
    public func settle(_ claim: IdempotencyClaim, with answer: KeptAnswer) async throws {
        let json = answer.json.flatMap { $0.utf8.count <= Self.maximumAnswerSize ? $0 : nil }
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute(
                """
                UPDATE hookswitch.idempotency_record
                SET status = \(answer.status), etag = \(answer.etag as String?), answer = \(json as String?)
                WHERE api_token_id = \(claim.tokenID) AND idempotency_key = \(claim.key.text)
                    AND claim_id = \(claim.id)
                """
            )
        }
    }

    /// Gives a key back whose request changed nothing, so that it can be mended and sent again.
    ///
    /// - Throws: A `PostgresError`; the claim then stays as one of which nobody knows the end.
    public func release(_ claim: IdempotencyClaim) async throws {
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute(
                """
                DELETE FROM hookswitch.idempotency_record
                WHERE api_token_id = \(claim.tokenID) AND idempotency_key = \(claim.key.text)
                    AND claim_id = \(claim.id)
                """
            )
        }
    }

    private static func sweep(in transaction: Transaction) async throws {
        // What others sweep or use at this moment is left to them.
        _ = try await transaction.execute(
            """
            DELETE FROM hookswitch.idempotency_record AS r USING (
                SELECT api_token_id, idempotency_key FROM hookswitch.idempotency_record
                WHERE claimed_at <= now() - make_interval(hours => \(Int32(Self.keepingHours)))
                ORDER BY claimed_at LIMIT \(Int64(Self.sweepCount)) FOR UPDATE SKIP LOCKED
            ) AS expired
            WHERE r.api_token_id = expired.api_token_id AND r.idempotency_key = expired.idempotency_key
            """
        )
    }

    /// - Returns: Whether the claim is ours. Of several at once the first takes it; the others wait for its commit.
    private static func insert(
        _ claim: IdempotencyClaim,
        fingerprint: RequestFingerprint,
        in transaction: Transaction
    ) async throws -> Bool {
        let count = try await transaction.execute(
            """
            INSERT INTO hookswitch.idempotency_record AS r (api_token_id, idempotency_key, claim_id, fingerprint)
            VALUES (\(claim.tokenID), \(claim.key.text), \(claim.id), \(fingerprint.digest))
            ON CONFLICT (api_token_id, idempotency_key) DO UPDATE
            SET claim_id = excluded.claim_id, fingerprint = excluded.fingerprint, claimed_at = now(),
                status = NULL, etag = NULL, answer = NULL
            WHERE r.claimed_at <= now() - make_interval(hours => \(Int32(Self.keepingHours)))
            """
        )
        return count == 1
    }

    /// - Returns: `nil` if there is no record any more.
    private static func standing(
        of claim: IdempotencyClaim,
        fingerprint: RequestFingerprint,
        in transaction: Transaction
    ) async throws -> IdempotencyStanding? {
        let rows = try await transaction.query(
            """
            SELECT fingerprint, status, etag, answer,
                claimed_at > now() - make_interval(secs => \(Double(Self.flightSeconds))) AS is_recent
            FROM hookswitch.idempotency_record
            WHERE api_token_id = \(claim.tokenID) AND idempotency_key = \(claim.key.text)
            """
        )
        guard let row = rows.first else { return nil }
        guard try row.decode("fingerprint", as: [UInt8].self) == fingerprint.digest else { return .otherRequest }
        guard let status = try row.decode("status", as: Int32?.self) else {
            return try row.decode("is_recent", as: Bool.self) ? .inFlight : .outcomeUnknown
        }
        return .answered(
            KeptAnswer(
                status: status,
                etag: try row.decode("etag", as: String?.self),
                json: try row.decode("answer", as: String?.self)
            )
        )
    }
}
