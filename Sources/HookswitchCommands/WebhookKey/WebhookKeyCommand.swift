import ArgumentParser

/// `hookswitch webhook-key`
struct WebhookKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook-key",
        abstract: "Make and revoke the keys by which Enreach proves itself.",
        discussion: "A tenant may have two live keys, so that one can be replaced without losing a call.",
        subcommands: [WebhookKeyCreate.self, WebhookKeyList.self, WebhookKeyRevoke.self]
    )
}
