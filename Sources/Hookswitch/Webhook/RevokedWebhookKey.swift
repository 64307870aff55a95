/// A key that was revoked, or would be.
public struct RevokedWebhookKey: Hashable, Sendable {
    /// The key as it is listed.
    public let key: WebhookKeyView
    /// Whether it was live before.
    public let wasLive: Bool

    /// What changed, or would.
    public var changes: [DocumentChange] {
        guard self.wasLive else { return [] }
        let path = "webhookKeys[\(self.key.id)].status"
        return [DocumentChange(path: path, before: .text("live"), after: .text("revoked"))]
    }
}
