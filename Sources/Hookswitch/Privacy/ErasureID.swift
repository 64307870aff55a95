import Foundation

/// The identity of an erasure.
struct ErasureID: ResourceID {
    static let prefix = "era"

    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
