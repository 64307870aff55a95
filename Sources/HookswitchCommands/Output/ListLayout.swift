import Hookswitch

/// What of a list is shown: which columns, and whether their headings.
struct ListLayout: Sendable {
    /// The columns asked for, by their headings in any case; `nil` for all of them.
    var columns: [String]?
    /// Whether headings stand above the rows.
    var hasHeadings = true

    /// Where the columns asked for are among those that there are.
    ///
    /// - Throws: A ``CommandFailure`` of usage that names every column, for one that does not exist.
    func positions(in all: [TableColumn]) throws(CommandFailure) -> [Int] {
        guard let columns else { return Array(all.indices) }
        var positions: [Int] = []
        for name in columns {
            let wanted = name.lowercased()
            guard let position = all.firstIndex(where: { $0.name == wanted }) else {
                let names = all.map(\.name)
                let hint = NearestWord.find(wanted, among: names).map { " Did you mean \"\($0)\"?" } ?? ""
                throw CommandFailure(
                    .usage,
                    code: "usage",
                    "there is no column \"\(name)\".\(hint)",
                    fix: "--columns " + names.joined(separator: ",")
                )
            }
            positions.append(position)
        }
        return positions
    }
}
