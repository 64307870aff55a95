/// In which tenants somebody works: in all, in some, or in those with a tag, which are others tomorrow.
struct ReachText: Hashable, Sendable {
    /// The slugs of the tenants today, sorted; `nil` is all.
    let tenants: [String]?
    /// The tags that decide; `nil` if none does.
    let tags: [String]?

    /// What people read: `all`, `acme,globex`, or `tag nordics; now acme,globex`.
    ///
    /// - Parameter separator: What stands between two slugs.
    func text(separator: String = ",") -> String {
        guard let tenants else { return "all" }
        let now = tenants.isEmpty ? "none" : tenants.joined(separator: separator)
        guard let tags, !tags.isEmpty else { return now }
        let word = tags.count == 1 ? "tag" : "tags"
        return "\(word) \(tags.joined(separator: separator)); now \(now)"
    }

    /// The tenants of a list. For programs all are a `*`, which is no slug; some are parted by spaces.
    var cell: TableCell {
        TableCell(self.text(), value: self.tenants.map { $0.joined(separator: " ") } ?? "*")
    }

    /// The tags of a list; for programs parted by spaces.
    var tagCell: TableCell {
        .text(self.tags.flatMap { $0.isEmpty ? nil : $0 }?.joined(separator: " "))
    }
}
