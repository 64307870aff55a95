public import Foundation

/// The name of a planned import.
public struct ImportID: ResourceID {
    /// `imp`
    public static let prefix = "imp"

    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a plan.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }
}
