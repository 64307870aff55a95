/// A column of a table.
struct TableColumn: Sendable {
    /// What gives way when the terminal is too narrow.
    enum Need: Sendable {
        /// Stays, whole: an id that people copy.
        case whole
        /// Stays, and is cut down to so many columns before another column goes.
        case cut(Int)
        /// Leaves the table; the highest number leaves first.
        case optional(Int)
    }

    /// The heading, in capitals.
    let title: String
    /// What happens to it where there is no room.
    let need: Need
    /// Whether its values stand at the right edge: numbers.
    let isNumeric: Bool

    /// Cut no narrower than this rather than left out.
    private static let minimumKeptWidth = 4

    /// The same column, which is cut where it would have left.
    var kept: TableColumn {
        guard case .optional = self.need else { return self }
        return TableColumn(self.title, .cut(Self.minimumKeptWidth), isNumeric: self.isNumeric)
    }

    /// What `--columns` calls it: the heading in small letters, joined by hyphens.
    var name: String {
        self.title.lowercased().replacing(" ", with: "-")
    }

    /// Describes a column.
    init(_ title: String, _ need: Need = .whole, isNumeric: Bool = false) {
        self.title = title
        self.need = need
        self.isNumeric = isNumeric
    }
}
