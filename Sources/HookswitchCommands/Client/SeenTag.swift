/// What a change is meant for, as its maker saw it: the value of `If-Match`.
struct SeenTag: Hashable, Sendable {
    /// The tag as the server gave it, its quotes included.
    let text: String

    /// A tag that came with what is to be changed.
    init(_ text: String) {
        self.text = text
    }

    /// The tag of a version: of a document, or of an operator.
    init(_ version: Int32) {
        self.text = "\"\(version)\""
    }
}
