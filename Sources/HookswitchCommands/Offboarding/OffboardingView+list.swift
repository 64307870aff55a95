import Hookswitch

extension OffboardingView: ListDisplayable {
    static var columns: [TableColumn] {
        [
            TableColumn("OFFBOARDING"), TableColumn("TENANT", .cut(8)), TableColumn("STATE"), TableColumn("DUE"),
            TableColumn("DECISIONS", .optional(2), isNumeric: true), TableColumn("WHY", .optional(1)),
        ]
    }

    static var emptyNotice: String { "No tenant is being offboarded, and none was." }

    var cells: [TableCell] {
        [
            .text(self.id), .text(self.slug), .text(self.state.rawValue), .time(self.dueAt),
            .number(self.destroyed?.decisions), .text(self.reason),
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
            DetailLine("data keys", self.destroyed.map { String($0.dataKeys) }),
            DetailLine("credentials", self.destroyed.map { String($0.credentials) }),
            DetailLine("webhook keys", self.destroyed.map { String($0.webhookKeys) }),
            DetailLine("versions", self.destroyed.map { String($0.versions) }),
            DetailLine("decisions", self.destroyed.map { String($0.decisions) }),
        ]
    }

    /// What was destroyed so far; `nil` where nothing was, for a 0 there would read as though nothing were going to be.
    private var destroyed: Counts? {
        switch self.state {
        case .waiting, .cancelled: nil
        case .destroying, .destroyed: self.counts
        }
    }
}
