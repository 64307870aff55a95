import Hookswitch

/// A version that changed the routing.
struct RoutingVersion: Codable, ListDisplayable {
    private enum CodingKeys: String, CodingKey {
        case version, actor, changes
        case createdAt = "created_at"
        case isCurrent = "current"
    }

    /// The version of the tenant's document.
    let version: Int32
    /// When it was made, by RFC 3339.
    let createdAt: String
    /// Who made it; `nil` if nobody knows.
    let actor: String?
    /// Whether it is in force.
    let isCurrent: Bool
    /// What it changed of the routing.
    let changes: [DocumentChange]

    init(_ version: TenantVersionView, changes: [DocumentChange]) {
        self.version = version.version
        self.createdAt = version.createdAt
        self.actor = version.actor
        self.isCurrent = version.isCurrent
        self.changes = changes
    }

    static let columns = [
        TableColumn("VERSION", isNumeric: true), TableColumn("MADE"), TableColumn("BY", .cut(12)),
        TableColumn("CHANGES", isNumeric: true), TableColumn("FIRST CHANGE", .optional(1)),
    ]

    static let emptyNotice = "None of these versions changed the routing."

    var cells: [TableCell] {
        [
            .number(self.version), .time(self.createdAt), .text(self.actor, none: "unknown"),
            .number(self.changes.count), .text(self.changes.first.map { $0.path }),
        ]
    }
}
