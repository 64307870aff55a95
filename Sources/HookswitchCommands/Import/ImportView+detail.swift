import Hookswitch

extension ImportView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("import", self.id),
            DetailLine("file", "\(self.rowCount == 1 ? "1 row" : "\(self.rowCount) rows"), \(self.format.rawValue)"),
            DetailLine("sha256", ImportID(parsing: self.id)?.fileMark.map { $0 + "…" }),
            DetailLine("planned", "\(self.createdAt) by \(self.createdBy)"),
            DetailLine("kept until", self.expiresAt),
            DetailLine("create", Self.count(self.actions.create)),
            DetailLine("change", Self.count(self.actions.change)),
            DetailLine("same", Self.count(self.actions.same)),
            DetailLine("invalid", Self.count(self.actions.invalid)),
            DetailLine("to be applied", String(self.statuses.pending)),
            DetailLine("applied", String(self.statuses.applied)),
            DetailLine("failed", Self.count(self.statuses.failed)),
        ]
    }

    /// A count; `nil` leaves a line out that says nothing.
    private static func count(_ count: Int) -> String? {
        count == 0 ? nil : String(count)
    }
}
