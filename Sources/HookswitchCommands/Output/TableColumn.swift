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

    /// Describes a column.
    init(_ title: String, _ need: Need = .whole, isNumeric: Bool = false) {
        self.title = title
        self.need = need
        self.isNumeric = isNumeric
    }
}
