import Crypto
import Foundation
import Postgres
import Synchronization

/// Makes API tokens, recognises them, lists and revokes them.
public final class APITokenService: Sendable {
    /// Why something of a token could not be done.
    public enum Failure: Error, Hashable, Sendable {
        /// The cursor is not one that a page gave.
        case cursor
        /// Without this token nobody would be left who may do everything, in every tenant, without an end.
        case lastAdmin
    }

    /// Text that is longer is no token: a token has 56 characters.
    private static let maximumLength = 128
    /// What every token begins with, so that scanners of leaked secrets know one.
    static let prefix = "hsw_"

    let database: Database
    let memory = Mutex(APITokenMemory())
    private let uses = Mutex(APITokenUses())

    /// Makes the service.
    public init(database: Database) {
        self.database = database
    }

    /// Whether a token is one that works, as far as this server knows without asking Postgres.
    ///
    /// No right follows from it; ``authenticate(_:)`` has the word. It tells an operator from a guess where there are too
    /// many guesses to ask about each.
    public func isKnown(_ bearer: [UInt8]) -> Bool {
        guard Self.isWellFormed(bearer) else { return false }
        let digest = Self.digest(of: bearer)
        return self.memory.withLock { $0.isLive(digest) }
    }

    /// Recognises a token.
    ///
    /// - Parameters:
    ///   - bearer: What came as `Authorization: Bearer`.
    ///   - isFresh: Whether Postgres is asked in any case: a right that lasts is not given by what was so five seconds ago.
    /// - Returns: `nil` if it is unknown, expired or revoked.
    /// - Throws: A `PostgresError` if Postgres had to be asked and did not answer.
    public func authenticate(_ bearer: [UInt8], isFresh: Bool = false) async throws -> Operator? {
        guard Self.isWellFormed(bearer) else { return nil }
        let digest = Self.digest(of: bearer)
        let now = ContinuousClock.now
        let (remembered, generation) = self.memory.withLock { memory in
            (isFresh ? nil : memory.actor(of: digest, at: now), memory.generation)
        }
        guard let actor = try await remembered == nil ? self.find(digest) : remembered else {
            self.memory.withLock { $0.forget(digest) }
            return nil
        }
        if remembered == nil { self.memory.withLock { $0.recognise(digest, as: actor, at: now, since: generation) } }
        self.uses.withLock { $0.note(actor.tokenID, at: Date()) }
        return actor
    }

    /// What this server remembers of tokens is asked again.
    func forget(_ digests: [[UInt8]]) {
        self.memory.withLock { $0.revoke(digests) }
    }

    private func find(_ digest: [UInt8]) async throws -> Operator? {
        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT \(APITokenRow.columns) FROM \(APITokenRow.table)
                WHERE a.digest = \(digest) AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now())
                """
            )
        }
        return try rows.first.flatMap { try APITokenRow($0)?.actor }
    }

    private static func isWellFormed(_ bearer: [UInt8]) -> Bool {
        bearer.starts(with: Self.prefix.utf8) && bearer.count <= Self.maximumLength
    }

    static func digest(of bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}

extension APITokenService {
    /// Writes down when tokens were last used. What could not be written is kept for the next time.
    func writeUses() async throws {
        let uses = self.uses.withLock { $0.take() }
        guard !uses.isEmpty else { return }
        let (ids, moments) = (Array(uses.keys), Array(uses.values))
        // Another server may have written a use of the same minute.
        let statement: Query = """
            UPDATE hookswitch.api_token AS a SET last_used_at = u.used_at
            FROM unnest(\(ids), \(moments)) AS u (api_token_id, used_at)
            WHERE a.api_token_id = u.api_token_id
                AND (a.last_used_at IS NULL OR a.last_used_at <= u.used_at - make_interval(secs => \(APITokenUses.grain)))
            """
        do {
            _ = try await self.database.inFleet { try await $0.execute(statement) }
        } catch {
            self.uses.withLock { $0.putBack(uses) }
            throw error
        }
    }

    /// Reads which tokens work, for ``isKnown(_:)``.
    func readLive() async throws {
        let digests = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT digest FROM hookswitch.api_token
                WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                ORDER BY api_token_id DESC LIMIT \(Int64(APITokenMemory.maximumLiveCount))
                """
            ).map { try $0.decode("digest", as: [UInt8].self) }
        }
        self.memory.withLock { $0.replaceLive(digests) }
    }
}
