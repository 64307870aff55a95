import Foundation
import Hookswitch

extension APITokenView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TOKEN"), TableColumn("NAME", .cut(8)), TableColumn("ROLE"), TableColumn("STATUS"),
            TableColumn("TENANTS", .cut(10)), TableColumn("ENDS IN", .optional(4)),
            TableColumn("EXPIRES", .optional(1)), TableColumn("LAST USED", .optional(2)),
            TableColumn("TAGS", .optional(5)),
        ]
    }

    static var emptyNotice: String { "There is no API token that you may see." }

    var cells: [TableCell] {
        let reach = ReachText(tenants: self.tenants, tags: self.tags)
        return [
            .text(self.id), .text(self.name), .text(self.role.rawValue), .text(self.status(at: Date())),
            reach.cell, .text(self.hint), .time(self.expiresAt, none: "never"), .time(self.lastUsedAt),
            reach.tagCell,
        ]
    }

    /// Whether it works, and if not why.
    func status(at now: Date) -> String {
        guard self.revokedAt == nil else { return "revoked" }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let expiresAt, let moment = try? style.parse(expiresAt), moment <= now else { return "live" }
        return "expired"
    }
}
