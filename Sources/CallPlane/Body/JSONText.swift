/// Where a string stands in a body, between its quotation marks.
struct JSONText {
    /// The offsets of its bytes, escapes as they were written.
    let range: Range<Int>
    /// Whether a backslash is among them.
    let hasEscapes: Bool
    /// Whether one of its escapes stands for a control character.
    let hasControlCharacter: Bool
    /// How many bytes it has once its escapes are replaced.
    let byteCount: Int
}
