/// Rows under headings, laid out to fit a terminal.
struct Table: Sendable {
    /// Spaces between two columns.
    private static let gap = 2

    private let columns: [TableColumn]
    private let rows: [[String]]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - columns: The columns, in order.
    ///   - rows: One text for each column; what is missing is empty, what is too much is left out.
    init(columns: [TableColumn], rows: [[String]]) {
        self.columns = columns
        self.rows = rows.map { cells in
            columns.indices.map { cells.indices.contains($0) ? TerminalText.visible(cells[$0]) : "" }
        }
    }

    /// The table's lines, headings first unless they are unwanted.
    ///
    /// Columns that cannot all stand in the width are cut, and then left out, as they say; what must stay whole stays
    /// whole even if a line becomes longer than the terminal.
    func lines(width: Int, palette: Palette, hasHeadings: Bool = true) -> [String] {
        let layout = self.layout(width: width)
        let heading = hasHeadings ? [palette.bold(self.line(layout) { self.columns[$0].title })] : []
        return heading + self.rows.map { row in self.line(layout) { row[$0] } }
    }

    /// The columns that are shown and how wide each is.
    private func layout(width: Int) -> [(column: Int, width: Int)] {
        var layout = self.columns.indices.map { index in
            (column: index, width: self.naturalWidth(of: index))
        }
        var excess = Self.total(layout) - width
        guard excess > 0 else { return layout }

        for index in layout.indices {
            guard excess > 0, case .cut(let minimum) = self.columns[layout[index].column].need else { continue }
            let saved = min(excess, max(0, layout[index].width - minimum))
            layout[index].width -= saved
            excess -= saved
        }
        while excess > 0, let last = self.leastNeeded(in: layout) {
            layout.remove(at: last)
            excess = Self.total(layout) - width
        }
        // A column that left may have made more room than was missing: give it back to what was cut.
        for index in layout.indices {
            guard excess < 0 else { break }
            let given = min(-excess, self.naturalWidth(of: layout[index].column) - layout[index].width)
            layout[index].width += given
            excess += given
        }
        return layout
    }

    private func leastNeeded(in layout: [(column: Int, width: Int)]) -> Int? {
        var found: (position: Int, rank: Int)?
        for position in layout.indices {
            guard case .optional(let rank) = self.columns[layout[position].column].need else { continue }
            if rank >= found?.rank ?? Int.min { found = (position, rank) }
        }
        return found?.position
    }

    private func naturalWidth(of column: Int) -> Int {
        self.rows.reduce(TerminalText.width(self.columns[column].title)) { max($0, TerminalText.width($1[column])) }
    }

    private func line(_ layout: [(column: Int, width: Int)], text: (Int) -> String) -> String {
        var line = ""
        for (position, place) in layout.enumerated() {
            let cell = TerminalText.fitted(text(place.column), to: place.width)
            let space = String(repeating: " ", count: max(0, place.width - TerminalText.width(cell)))
            if position > 0 { line += String(repeating: " ", count: Self.gap) }
            line += self.columns[place.column].isNumeric ? space + cell : cell + space
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    private static func total(_ layout: [(column: Int, width: Int)]) -> Int {
        layout.reduce(0) { $0 + $1.width } + Self.gap * max(0, layout.count - 1)
    }
}
