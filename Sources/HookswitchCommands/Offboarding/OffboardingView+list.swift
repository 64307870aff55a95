import Hookswitch

extension OffboardingView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("OFFBOARDING"), TableColumn("TENANT", .cut(8)), TableColumn("STATE"), TableColumn("DUE"),
            TableColumn("DECISIONS", .optional(2), isNumeric: true), TableColumn("WHY", .optional(1)),
        ]
    }

    static var emptyNotice: String { "No tenant is being offboarded, and none was." }

    var cells: [String] {
        [
            self.id, self.slug, self.state.rawValue, LocalTime.short(self.dueAt), String(self.counts.decisions),
            self.reason ?? "–",
        ]
    }
}

extension OffboardingView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("offboarding", self.id),
            DetailLine("tenant", "\(self.slug) \(self.tenantID)"),
            DetailLine("state", self.state.rawValue),
            DetailLine("asked for", "\(self.requestedAt) by \(self.requestedBy)"),
            DetailLine("why", self.reason),
            DetailLine("due", self.dueAt),
            DetailLine("key destroyed", self.keyDestroyedAt),
            DetailLine("ended", self.endedAt),
            DetailLine("data keys", String(self.counts.dataKeys)),
            DetailLine("credentials", String(self.counts.credentials)),
            DetailLine("webhook keys", String(self.counts.webhookKeys)),
            DetailLine("versions", String(self.counts.versions)),
            DetailLine("decisions", String(self.counts.decisions)),
        ]
    }
}
