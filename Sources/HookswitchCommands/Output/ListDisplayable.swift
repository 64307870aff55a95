/// A thing that a list shows, one in a line.
protocol ListDisplayable: Encodable, Sendable {
    /// The columns, in order.
    static var columns: [TableColumn] { get }
    /// What the list says when it is empty.
    static var emptyNotice: String { get }
    /// One for each column.
    var cells: [TableCell] { get }
    /// What other commands call it, and `-o name` prints: its slug or id. The first cell, unless it says otherwise.
    var reference: String { get }
}

extension ListDisplayable {
    var reference: String { self.cells.first?.value ?? "" }
}
