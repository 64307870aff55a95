import Foundation
import Postgres

/// A tenant at one moment of a transaction: as it is shown, and as it is compared with another moment.
struct TenantState: Sendable {
    /// As it is shown.
    let view: TenantView
    /// Its document and, in the place of the secret, the secret's fingerprint.
    let value: DocumentValue

    /// Reads the tenant.
    ///
    /// - Returns: `nil` if there is none yet.
    static func find(
        _ scope: TenantScope,
        publicURL: String?,
        in transaction: Transaction
    ) async throws -> TenantState? {
        let rows = try await transaction.query("\(TenantView.query) WHERE t.tenant_id = \(scope.tenantID.uuid)")
        return try rows.first.map { try TenantState($0, publicURL: publicURL) }
    }

    private init(_ row: Row, publicURL: String?) throws {
        let view = try TenantView(row, publicURL: publicURL)
        var value = try DocumentValue(json: try TenantRow(row).document)
        if let fingerprint = try row.decode("fingerprint", as: String?.self) {
            var credential = ["secret": DocumentValue.text("fingerprint " + fingerprint)]
            let expiresAt = try row.decode("credential_expires_at", as: Date?.self)
            credential["expiresAt"] = expiresAt.map { .text($0.formatted(.iso8601)) }
            let entra = (value["entra"] ?? .empty).setting("credential", to: .members(credential))
            value = value.setting("entra", to: entra)
        }
        self.view = view
        self.value = value
    }
}
