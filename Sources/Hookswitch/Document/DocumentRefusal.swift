/// Documents that were refused whole: nothing was changed.
public struct DocumentRefusal: Error, Hashable, Sendable {
    /// All that is wrong, in the order of the text; never empty.
    public let issues: [DocumentIssue]

    /// Refuses.
    public init(issues: [DocumentIssue]) {
        self.issues = issues
    }
}
