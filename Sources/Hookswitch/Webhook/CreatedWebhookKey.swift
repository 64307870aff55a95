public import Routing

/// A webhook key just made. Its value is shown this once: only its digest is kept.
public struct CreatedWebhookKey: Sendable {
    /// The key as it is listed.
    public let key: WebhookKeyView
    /// What the telephony cloud must send: the header's value, or Basic's password.
    public let value: Secret
}
