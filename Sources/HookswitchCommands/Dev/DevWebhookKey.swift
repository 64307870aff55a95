import Foundation
import Hookswitch
import Routing

/// The demo tenant's webhook key, kept in a file of our own so that a second run has it.
struct DevWebhookKey: Sendable {
    /// As the file has it.
    private struct Stored: Codable {
        let id: String
        let value: String
    }

    /// What the telephony cloud must send.
    let value: Secret

    /// Takes the key of an earlier run if it still works, else makes one.
    ///
    /// - Throws: A ``CommandFailure`` if the tenant has two live keys and we know neither.
    static func findOrMake(slug: String, directory: DevDirectory, client: AdminClient) async throws -> DevWebhookKey {
        let page = try await client.get(["tenants", slug, "webhook-keys"], as: ListPage<WebhookKeyView>.self)
        if let text = try directory.read(directory.webhookKey),
            // A file that somebody has spoilt is as good as none.
            let stored = try? JSONDecoder().decode(Stored.self, from: Data(text.utf8)),
            page.data.contains(where: { $0.id == stored.id && $0.revokedAt == nil })
        {
            return try DevWebhookKey(Secret(stored.value), directory: directory)
        }
        let issued = try await client.post(["tenants", slug, "webhook-keys"], as: IssuedWebhookKey.self)
        let stored = Stored(id: issued.id, value: issued.value)
        try directory.write(try CommandOutput.json(stored) + "\n", to: directory.webhookKey)
        return try DevWebhookKey(Secret(issued.value), directory: directory)
    }

    private init(_ value: Secret, directory: DevDirectory) throws {
        self.value = value
        try directory.write("\(WebhookCallProof.keyHeaderName): \(value.reveal())\n", to: directory.webhookHeader)
    }
}
