/// Where a string stands in a body, between its quotation marks.
struct JSONText {
    /// The offsets of its bytes, escapes as they were written.
    let range: Range<Int>
    /// Whether a backslash is among them.
    let hasEscapes: Bool
    /// How many bytes it has once its escapes are replaced.
    let byteCount: Int
}
