import Foundation

/// The identity of an audit record.
struct AuditID: ResourceID {
    static let prefix = "aud"

    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
