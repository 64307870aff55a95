import Crypto
import Foundation
import Postgres
import Routing

/// Makes, lists and revokes the keys that the telephony cloud shows.
public struct WebhookKeyService: Sendable {
    /// 160 random bits make 32 characters of base32.
    private static let byteCount = 20

    private let database: Database
    private let tenants: TenantService

    /// Makes the service.
    public init(database: Database, tenants: TenantService) {
        self.database = database
        self.tenants = tenants
    }

    /// Makes a key of the kind that the tenant's document asks for.
    ///
    /// - Throws: ``WebhookKeyError``; ``RightLapse``; a `PostgresError`.
    public func create(_ slug: String, by actor: Operator) async throws -> CreatedWebhookKey {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw WebhookKeyError.unknownTenant
        }
        let tenantID = scope.tenantID
        return try await self.database.inTenant(scope) { transaction in
            // A key proves whoever has it, for as long as it lives, and nobody stands behind it.
            _ = try await ConfirmedOperator(holding: actor, in: transaction)
            let authentication = try await Self.authenticationOfNewKey(scope, in: transaction)
            let (value, user, shown) = Self.draw(for: authentication, slug: slug)
            var random = SystemRandomNumberGenerator()
            let id = WebhookKeyID(UUID.timeOrdered(at: .now(), random: &random))
            let digest = Array(SHA256.hash(data: shown))
            let hint = String(value.suffix(4))
            let insertion: Query = """
                INSERT INTO hookswitch.webhook_key (tenant_id, webhook_key_id, kind, user_name, digest, hint)
                VALUES (\(tenantID.uuid), \(id.uuid), \(authentication.rawValue), \(user as String?),
                    \(digest), \(hint))
                RETURNING webhook_key_id, kind, user_name, hint, created_at, revoked_at
                """
            let rows = try await transaction.query(insertion)
            guard let key = try rows.first.map({ try WebhookKeyView($0) }) else { throw WebhookKeyError.unknownTenant }
            let entry = AuditEntry(
                action: "webhook_key.create",
                subject: "webhook key \(id)",
                before: nil,
                after: try Self.audited(key)
            )
            try await entry.record(in: scope, by: actor, through: transaction)
            try await TenantNotice.send(scope, in: transaction)
            return CreatedWebhookKey(key: key, value: Secret(value))
        }
    }

    /// Says what ``create(_:by:)`` would make now.
    ///
    /// - Throws: ``WebhookKeyError``; a `PostgresError`.
    public func plan(_ slug: String, by actor: Operator) async throws -> PlannedWebhookKey {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw WebhookKeyError.unknownTenant
        }
        return try await self.database.inTenant(scope, dryRun: true) { transaction in
            let authentication = try await Self.authenticationOfNewKey(scope, in: transaction)
            return PlannedWebhookKey(
                kind: authentication.rawValue,
                user: Self.draw(for: authentication, slug: slug).user
            )
        }
    }

    /// How the tenant's calls prove themselves, if that takes one more key.
    private static func authenticationOfNewKey(
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> WebhookAuthentication {
        let authentication = try await Self.lockTenant(scope, in: transaction).parsed().authentication
        guard authentication != .none else { throw WebhookKeyError.authenticationIsNone }
        let live = try await transaction.query(
            "\(Self.query) WHERE tenant_id = \(scope.tenantID.uuid) AND revoked_at IS NULL"
        )
        guard live.count < WebhookLock.maximumLiveKeyCount else { throw WebhookKeyError.limit }
        return authentication
    }

    /// Lists the keys of a tenant, newest first, revoked ones too.
    ///
    /// - Throws: ``WebhookKeyError/unknownTenant``; a `PostgresError`.
    public func list(_ slug: String, for actor: Operator) async throws -> [WebhookKeyView] {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw WebhookKeyError.unknownTenant
        }
        let tenantID = scope.tenantID
        return try await self.database.inTenant(scope) { transaction in
            let rows = try await transaction.query(
                "\(Self.query) WHERE tenant_id = \(tenantID.uuid) ORDER BY created_at DESC, webhook_key_id DESC LIMIT 200"
            )
            return try rows.map { try WebhookKeyView($0) }
        }
    }

    /// Revokes a key: calls that show it are refused within a second, on every server. Revoking twice is once.
    ///
    /// - Parameters:
    ///   - allowsLast: Whether the key may be the last that opens the webhook: without it every call is refused.
    ///   - dryRun: Whether everything is done but the commit.
    /// - Returns: `nil` if the tenant has no such key.
    /// - Throws: ``WebhookKeyError/unknownTenant``, ``WebhookKeyError/last``; a `PostgresError`.
    public func revoke(
        _ slug: String,
        _ id: String,
        allowsLast: Bool,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> RevokedWebhookKey? {
        guard let scope = try await self.tenants.scope(of: slug, for: actor) else {
            throw WebhookKeyError.unknownTenant
        }
        guard let keyID = WebhookKeyID(parsing: id) else { return nil }
        let tenantID = scope.tenantID
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let tenant = try await Self.lockTenant(scope, in: transaction)
            if !allowsLast, try await Self.isLast(keyID, of: tenant, in: transaction) { throw WebhookKeyError.last }
            let changed = try await transaction.execute(
                """
                UPDATE hookswitch.webhook_key SET revoked_at = now()
                WHERE tenant_id = \(tenantID.uuid) AND webhook_key_id = \(keyID.uuid) AND revoked_at IS NULL
                """
            )
            let rows = try await transaction.query(
                "\(Self.query) WHERE tenant_id = \(tenantID.uuid) AND webhook_key_id = \(keyID.uuid)"
            )
            let key = try rows.first.map { try WebhookKeyView($0) }
            if changed > 0, let key {
                let revokedAt = AuditValue.members(["revoked_at": key.revokedAt.map { .text($0) } ?? .null])
                let entry = AuditEntry(
                    action: "webhook_key.revoke",
                    subject: "webhook key \(keyID)",
                    before: try AuditValue.members(["revoked_at": .null]).json(),
                    after: try revokedAt.json()
                )
                try await entry.record(in: scope, by: actor, through: transaction)
                try await TenantNotice.send(scope, in: transaction)
            }
            return key.map { RevokedWebhookKey(key: $0, wasLive: changed > 0) }
        }
    }

    /// What the audit says of a key: its end tells two apart, its value is nowhere.
    private static func audited(_ key: WebhookKeyView) throws -> String {
        var fields: [String: AuditValue] = ["kind": .text(key.kind), "hint": .text(key.hint)]
        fields["user"] = key.user.map { .text($0) }
        return try AuditValue.members(fields).json()
    }

    /// Whether no other live key would open the tenant's webhook. A key of another kind than the document asks for opens
    /// nothing; without a readable document every live key counts.
    private static func isLast(
        _ keyID: WebhookKeyID,
        of tenant: TenantRow,
        in transaction: Transaction
    ) async throws -> Bool {
        let authentication = try? tenant.parsed().authentication
        guard authentication != WebhookAuthentication.none else { return false }
        let rows = try await transaction.query(
            """
            SELECT webhook_key_id, kind FROM hookswitch.webhook_key
            WHERE tenant_id = \(tenant.tenantID.uuid) AND revoked_at IS NULL
            """
        )
        let usable = try rows.filter { row in
            try authentication == nil || row.decode("kind", as: String.self) == authentication?.rawValue
        }
        return try usable.count == 1 && usable[0].decode("webhook_key_id", as: UUID.self) == keyID.uuid
    }

    private static let query: Query = """
        SELECT webhook_key_id, kind, user_name, hint, created_at, revoked_at FROM hookswitch.webhook_key
        """

    /// Holds the tenant's row, so that two operators cannot each make a second key, or each revoke one of two.
    private static func lockTenant(_ scope: TenantScope, in transaction: Transaction) async throws -> TenantRow {
        let rows = try await transaction.query(
            """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.tenant_id = \(scope.tenantID.uuid) FOR UPDATE
            """
        )
        guard let row = rows.first else { throw WebhookKeyError.unknownTenant }
        return try TenantRow(row)
    }

    /// Draws a key: its value, Basic's user, and the bytes that a call will show.
    private static func draw(
        for authentication: WebhookAuthentication,
        slug: String
    ) -> (value: String, user: String?, shown: [UInt8]) {
        var random = SystemRandomNumberGenerator()
        let text = Base32.encode((0..<Self.byteCount).map { _ in UInt8.random(in: 0...255, using: &random) })
        return switch authentication {
        case .basic: (text, slug, Array("\(slug):\(text)".utf8))
        case .apiKey, .none: ("hsk_" + text, nil, Array("hsk_\(text)".utf8))
        }
    }
}

extension WebhookKeyView {
    /// Shows a row.
    init(_ row: Row) throws {
        self.init(
            id: WebhookKeyID(try row.decode("webhook_key_id", as: UUID.self)).description,
            kind: try row.decode("kind", as: String.self),
            user: try row.decode("user_name", as: String?.self),
            hint: try row.decode("hint", as: String.self),
            createdAt: try row.decode("created_at", as: Date.self).rfc3339,
            revokedAt: try row.decode("revoked_at", as: Date?.self)?.rfc3339
        )
    }
}
