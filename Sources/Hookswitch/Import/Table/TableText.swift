/// Rows of cells by RFC 4180: a cell in quotes may hold the separator, line breaks and doubled quotes.
///
/// The CSV library at hand, SwiftCSV, drops the space before a cell, takes an unfinished quote for the end of the file, and
/// does not tell in which line a row stands; of a file that makes tenants each of these must be known, so this reader is ours.
struct TableText: Sendable {
    /// One row.
    struct Row: Sendable {
        /// The line in which it begins, from 1.
        let line: Int
        /// Its bytes with the line break.
        let range: Range<Int>
        /// Its cells.
        let cells: [String]
        /// What is wrong with it; `nil` if nothing is.
        let flaw: String?
    }

    /// The rows; those that are empty lines are left out.
    let rows: [Row]

    private enum State {
        case start, plain, quoted, closed
    }

    /// Reads a table.
    ///
    /// - Parameter separator: What stands between cells.
    /// - Throws: ``ImportRefusal`` if a quote is never closed: where the rows after it end, nobody can tell.
    init(_ bytes: [UInt8], separator: UInt8) throws(ImportRefusal) {
        var rows: [Row] = []
        var state = State.start
        var cells: [String] = []
        var cell: [UInt8] = []
        var flaw: String?
        var (line, rowLine, rowStart) = (1, 1, 0)
        var position = 0

        func endCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
            state = .start
        }

        func endRow(at end: Int) {
            let isEmpty = cells.isEmpty && cell.isEmpty && state == .start
            endCell()
            if !isEmpty { rows.append(Row(line: rowLine, range: rowStart..<end, cells: cells, flaw: flaw)) }
            (cells, flaw, rowStart, rowLine) = ([], nil, end, line)
        }

        while position < bytes.count {
            let byte = bytes[position]
            let isBreak =
                byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r") && position + 1 < bytes.count
                    && bytes[position + 1] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch state {
            case .quoted:
                if byte == UInt8(ascii: "\"") { state = .closed } else { cell.append(byte) }
            case .closed where byte == UInt8(ascii: "\""):
                cell.append(byte)
                state = .quoted
            case _ where byte == separator:
                endCell()
            case _ where isBreak:
                if byte == UInt8(ascii: "\r") {
                    position += 1
                    line += 1
                }
                endRow(at: position + 1)
            case .start where byte == UInt8(ascii: "\""):
                state = .quoted
            case .closed:
                flaw = flaw ?? "something stands behind the closing quote of a cell"
                cell.append(byte)
            case .start, .plain:
                if byte == UInt8(ascii: "\"") {
                    flaw = flaw ?? "a cell with a quote in it stands in quotes, and the quote is doubled"
                }
                cell.append(byte)
                state = .plain
            }
            position += 1
        }
        guard state != .quoted else {
            throw ImportRefusal("not_csv", line: rowLine, "a quote that begins in this row is never closed")
        }
        endRow(at: bytes.count)
        self.rows = rows
    }
}
