import Foundation

/// The identity of an offboarding.
struct OffboardingID: ResourceID {
    static let prefix = "off"

    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
