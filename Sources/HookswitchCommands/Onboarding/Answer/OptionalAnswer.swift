/// The answer to a question that may be left open.
enum OptionalAnswer: Hashable, Sendable {
    /// It was asked, and left open.
    case none
    /// What was said.
    case given(String)

    /// What was said, if anything.
    var text: String? {
        if case .given(let text) = self { text } else { nil }
    }
}
