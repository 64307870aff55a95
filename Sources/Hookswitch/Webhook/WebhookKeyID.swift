import Foundation

/// The identity of a webhook key.
struct WebhookKeyID: ResourceID {
    static let prefix = "whk"

    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
