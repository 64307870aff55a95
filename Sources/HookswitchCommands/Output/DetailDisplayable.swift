/// A thing that is shown by itself, as labelled lines.
protocol DetailDisplayable: Encodable, Sendable {
    /// The lines, in order. A line without a value is left out; a line without a label goes on under the one above.
    var lines: [DetailLine] { get }
}

/// One labelled line.
struct DetailLine: Sendable {
    /// What the value is; empty for a line that goes on.
    let label: String
    /// The value; `nil` leaves the line out.
    let value: String?

    /// Makes a line.
    init(_ label: String, _ value: String?) {
        self.label = label
        self.value = value
    }
}
