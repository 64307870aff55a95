import Crypto
import Foundation
import Postgres
import Synchronization

/// Console logins: made by signing in, recognised by the secret in a browser's cookie, listed and ended.
public final class SessionService: Sendable {
    /// How long a login works: a working day. It is not prolonged by use, so that who lost a right at the issuer has lost it
    /// here by the next day.
    static let duration: TimeInterval = 12 * 3600
    /// A page has at most so many sessions.
    public static let maximumPageSize = 200
    /// 256 random bits: nothing to guess, so a fast digest keeps them well.
    static let secretByteCount = 32
    /// A secret of that many bytes in base64 for URLs.
    private static let secretLengths = 40...48

    let database: Database
    private let memory = Mutex(APITokenMemory())

    /// Makes the service.
    public init(database: Database) {
        self.database = database
    }

    /// Whether a secret is one that works, as far as this server knows without asking Postgres. No right follows from it.
    public func isKnown(_ secret: String) -> Bool {
        guard Self.secretLengths.contains(secret.utf8.count) else { return false }
        let digest = Self.digest(of: secret)
        return self.memory.withLock { $0.isLive(digest) }
    }

    /// Recognises a session.
    ///
    /// - Parameters:
    ///   - secret: What came in the cookie.
    ///   - isFresh: Whether Postgres is asked in any case: a right that lasts is not given by what was so five seconds ago.
    /// - Returns: `nil` if it is unknown, expired or ended.
    /// - Throws: A `PostgresError` if Postgres had to be asked and did not answer.
    public func authenticate(_ secret: String, isFresh: Bool = false) async throws -> Operator? {
        guard Self.secretLengths.contains(secret.utf8.count) else { return nil }
        let digest = Self.digest(of: secret)
        let now = ContinuousClock.now
        let (remembered, generation) = self.memory.withLock { memory in
            (isFresh ? nil : memory.actor(of: digest, at: now), memory.generation)
        }
        guard let actor = try await remembered == nil ? self.find(digest) : remembered,
            actor.expiresAt.map({ $0 > Date() }) ?? true
        else {
            self.memory.withLock { $0.forget(digest) }
            return nil
        }
        if remembered == nil { self.memory.withLock { $0.recognise(digest, as: actor, at: now, since: generation) } }
        return actor
    }

    private func find(_ digest: [UInt8]) async throws -> Operator? {
        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT \(OperatorRow.columns), s.operator_session_id, s.expires_at AS session_expires_at
                FROM hookswitch.operator_session AS s JOIN hookswitch.operator AS o ON o.operator_id = s.operator_id
                WHERE s.digest = \(digest) AND s.expires_at > now() AND o.ended_at IS NULL
                """
            )
        }
        return try rows.first.flatMap { try Self.actor($0) }
    }

    /// Whom a session makes of who shows it.
    ///
    /// - Parameter row: The columns of ``OperatorRow``, `operator_session_id` and `session_expires_at`.
    static func actor(_ row: Row) throws -> Operator? {
        guard let found = try OperatorRow(row) else { return nil }
        return Operator(
            tokenID: try row.decode("operator_session_id", as: UUID.self),
            name: found.name,
            role: found.role,
            reach: found.reach,
            restriction: found.restriction,
            expiresAt: try row.decode("session_expires_at", as: Date.self),
            operatorID: found.id,
            proof: .session
        )
    }

    /// What this server remembers is asked again.
    func forgetAll() {
        self.memory.withLock { $0.revokeAll() }
    }

    /// Reads which sessions work, for ``isKnown(_:)``.
    func readLive() async throws {
        let digests = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT digest FROM hookswitch.operator_session WHERE expires_at > now()
                ORDER BY operator_session_id DESC LIMIT \(Int64(APITokenMemory.maximumLiveCount))
                """
            ).map { try $0.decode("digest", as: [UInt8].self) }
        }
        self.memory.withLock { $0.replaceLive(digests) }
    }

    /// Deletes what of sign-ins is over. It is done on no request's way and holds nothing else: who ends an operator holds
    /// these rows before the audit's chain, and who signs in the chain before anything that comes after.
    func sweep() async throws {
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute("DELETE FROM hookswitch.operator_session WHERE expires_at < now()")
        }
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute("DELETE FROM hookswitch.sign_in_grant WHERE expires_at < now()")
        }
    }

    /// What a session's writes must carry besides its cookie, which browsers send whoever asks them to: made of the secret,
    /// so that it is nowhere kept, and nobody who lacks the one has the other.
    public static func csrfToken(of secret: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        return Base64URL.encode(HMAC<SHA256>.authenticationCode(for: Array("hookswitch csrf".utf8), using: key))
    }

    /// Whether a text is the token of a session's secret, in constant time.
    public static func isCSRFToken(_ text: String, of secret: String) -> Bool {
        guard let bytes = Base64URL.decode(text.utf8) else { return false }
        let key = SymmetricKey(data: Array(secret.utf8))
        let message = Array("hookswitch csrf".utf8)
        return HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: message, using: key)
    }

    static func digest(of secret: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(secret.utf8)))
    }
}
