/// Documents that were refused whole: nothing was changed.
public struct DocumentRefusal: Error, Hashable, Sendable {
    /// All that is wrong, in the order of the text; never empty.
    public let issues: [DocumentIssue]

    /// Refuses.
    public init(issues: [DocumentIssue]) {
        // Those of one line stay as they were found.
        self.issues = issues.enumerated()
            .sorted {
                ($0.element.document, $0.element.line ?? 0, $0.offset) < (
                    $1.element.document, $1.element.line ?? 0, $1.offset
                )
            }
            .map(\.element)
    }
}
