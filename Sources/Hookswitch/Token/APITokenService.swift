import Crypto
public import Foundation
import Postgres
import Routing
import Synchronization

/// Makes API tokens and recognises them.
public final class APITokenService: Sendable {
    /// Why a token could not be made.
    public enum Failure: Error, Hashable, Sendable {
        /// The name is empty or longer than 100 characters.
        case name
    }

    /// How long a recognised token is recognised without asking Postgres. A revoked token works this much longer.
    private static let memoryDuration = Duration.seconds(5)
    /// How many tokens are remembered; more are simply asked about again.
    private static let maximumMemoryCount = 1000
    /// 256 random bits: nothing to guess, so a fast digest keeps them well.
    private static let byteCount = 32

    private let database: Database
    private let memory = Mutex([[UInt8]: Remembered]())

    /// An operator recognised, and until when nobody asks again.
    private struct Remembered: Sendable {
        let actor: Operator
        let until: ContinuousClock.Instant
    }

    /// Makes the service.
    public init(database: Database) {
        self.database = database
    }

    /// Makes a token, and records that in the installation's chain.
    ///
    /// - Parameters:
    ///   - actor: Who makes it; by default whoever runs this process, for the first token.
    ///   - origin: From where, and why.
    /// - Throws: ``Failure/name``, or a `PostgresError`.
    public func create(
        name: String,
        role: OperatorRole,
        expiresAt: Date?,
        by actor: AuditActor = .processOwner,
        from origin: AuditOrigin = AuditOrigin()
    ) async throws -> CreatedAPIToken {
        guard (1...100).contains(name.count) else { throw Failure.name }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) }
        let value = "hsw_" + Base32.encode(bytes)
        let id = UUID.timeOrdered(at: .now(), random: &random)
        let digest = Self.digest(of: Array(value.utf8))
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.api_token (api_token_id, name, role, digest, expires_at)
                VALUES (\(id), \(name), \(role.rawValue), \(digest), \(expiresAt as Date?))
                """
            )
            var fields: [String: AuditValue] = ["name": .text(name), "role": .text(role.rawValue)]
            fields["expires_at"] = expiresAt.map { .text($0.rfc3339) }
            let entry = AuditEntry(
                action: "token.create",
                subject: "token \(id.uuidString.lowercased())",
                before: nil,
                after: try AuditValue.members(fields).json()
            )
            try await entry.record(in: .installation, by: actor, from: origin, through: transaction)
        }
        return CreatedAPIToken(id: id, name: name, value: Secret(value))
    }

    /// Recognises a token.
    ///
    /// - Parameter bearer: What came as `Authorization: Bearer`.
    /// - Returns: `nil` if it is unknown, expired or revoked.
    /// - Throws: A `PostgresError` if Postgres had to be asked and did not answer.
    public func authenticate(_ bearer: [UInt8]) async throws -> Operator? {
        guard bearer.starts(with: "hsw_".utf8), bearer.count <= 128 else { return nil }
        let digest = Self.digest(of: bearer)
        let now = ContinuousClock.now
        if let known = self.memory.withLock({ $0[digest] }), known.until > now { return known.actor }

        let rows = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT api_token_id, name, role FROM hookswitch.api_token
                WHERE digest = \(digest) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                """
            )
        }
        guard let row = rows.first, let role = OperatorRole(rawValue: try row.decode("role", as: String.self)) else {
            self.memory.withLock { _ = $0.removeValue(forKey: digest) }
            return nil
        }
        let found = Operator(
            tokenID: try row.decode("api_token_id", as: UUID.self),
            name: try row.decode("name", as: String.self),
            role: role
        )
        self.memory.withLock { memory in
            if memory.count >= Self.maximumMemoryCount { memory.removeAll() }
            memory[digest] = Remembered(actor: found, until: now + Self.memoryDuration)
        }
        return found
    }

    private static func digest(of bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: bytes))
    }
}
