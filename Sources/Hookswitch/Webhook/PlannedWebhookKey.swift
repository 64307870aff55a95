/// The key that a dry run would make: its value and its id are drawn when it is made.
public struct PlannedWebhookKey: Hashable, Sendable {
    /// `apiKey` or `basic`.
    public let kind: String
    /// Basic's user name.
    public let user: String?

    /// What would change.
    public var changes: [DocumentChange] {
        var members = ["kind": DocumentValue.text(self.kind), "status": .text("live")]
        members["user"] = self.user.map { .text($0) }
        return [DocumentChange(path: "webhookKeys[new]", before: nil, after: .members(members))]
    }
}
