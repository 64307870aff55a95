import Hookswitch

extension WebhookKeyView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("KEY"), TableColumn("KIND", .optional(2)), TableColumn("ENDS IN", .optional(1)),
            TableColumn("STATUS"), TableColumn("CREATED", .optional(3)),
        ]
    }

    static var emptyNotice: String { "The tenant has no webhook key. Make one: hookswitch webhook-key create SLUG" }

    var cells: [TableCell] {
        [
            .text(self.id), .text(self.kind), .text(self.hint), .text(self.revokedAt == nil ? "live" : "revoked"),
            .time(self.createdAt),
        ]
    }
}
