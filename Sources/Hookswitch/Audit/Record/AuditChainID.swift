import Foundation

/// Whose chain of audit records: one for each tenant, and one for what is done to the installation itself.
public enum AuditChainID: Hashable, Sendable {
    /// Tokens and whatever else belongs to no tenant. Postgres keeps it under the tenant that is all zeros.
    case installation
    /// A tenant's.
    case tenant(TenantID)

    private static let installationUUID = UUID(high: 0, low: 0)

    /// The chain that Postgres keeps under a tenant.
    init(_ uuid: UUID) {
        self = uuid == Self.installationUUID ? .installation : .tenant(TenantID(uuid))
    }

    /// The tenant under which Postgres keeps it.
    var uuid: UUID {
        switch self {
        case .installation: Self.installationUUID
        case .tenant(let tenantID): tenantID.uuid
        }
    }

    /// The tenant; `nil` of the installation.
    var tenantID: TenantID? {
        if case .tenant(let tenantID) = self { tenantID } else { nil }
    }

    /// Whether Postgres orders it before another.
    func precedes(_ other: Self) -> Bool {
        self.uuid.uuidString < other.uuid.uuidString
    }

    /// Reads ``description``; `nil` for anything else.
    init?(parsing text: String) {
        if text == "installation" {
            self = .installation
            return
        }
        guard let tenantID = TenantID(parsing: text) else { return nil }
        self.init(tenantID.uuid)
        guard self != .installation else { return nil }
    }
}

extension AuditChainID: CustomStringConvertible {
    /// `installation`, or the tenant's identity: `ten_` and 26 characters.
    public var description: String {
        switch self {
        case .installation: "installation"
        case .tenant(let tenantID): tenantID.description
        }
    }
}
