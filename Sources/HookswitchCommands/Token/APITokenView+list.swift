import Foundation
import Hookswitch

extension APITokenView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("TOKEN"), TableColumn("NAME", .cut(8)), TableColumn("ROLE"), TableColumn("STATUS"),
            TableColumn("TENANTS", .optional(2)), TableColumn("ENDS IN", .optional(4)),
            TableColumn("EXPIRES", .optional(3)), TableColumn("LAST USED", .optional(1)),
        ]
    }

    static var emptyNotice: String { "There is no API token that you may see." }

    var cells: [String] {
        [
            self.id, self.name, self.role.rawValue, self.status(at: Date()),
            self.tenants.map { $0.isEmpty ? "none" : $0.joined(separator: ",") } ?? "all", self.hint ?? "–",
            self.expiresAt.map { LocalTime.short($0) } ?? "never", self.lastUsedAt.map { LocalTime.short($0) } ?? "–",
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
