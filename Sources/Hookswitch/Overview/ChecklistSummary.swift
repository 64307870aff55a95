/// How far a tenant is brought on, in short: what a list says of it.
public struct ChecklistSummary: Codable, Hashable, Sendable {
    /// How many steps are done.
    public let done: Int
    /// How many steps there are.
    public let total: Int
    /// The steps that are not done, in order.
    public let missing: [Checklist.Name]

    /// Whether it was never brought on: nobody has called. One that answers calls, and of which a step is undone again, such as
    /// a secret that has expired, is in service and not being brought on.
    public var isUnderWay: Bool { self.missing.contains(.call) }

    /// Sums a checklist up.
    init(_ checklist: Checklist) {
        self.done = checklist.done
        self.total = checklist.total
        self.missing = checklist.steps.filter { !$0.isDone }.map(\.step)
    }
}
