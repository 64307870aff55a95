import Hookswitch

/// A tenant as the server has it: what is done already.
struct StoredTenant: Hashable, Sendable {
    /// A pool, to be called.
    struct Pool: Hashable, Sendable {
        let number: String
        let name: String
    }

    /// What the server shows of it.
    var view: TenantView
    /// The document, without its secret.
    var document: DocumentValue
    /// The webhook keys that are live.
    var liveKeys: [WebhookKeyView]

    /// The short name.
    var slug: String { self.view.slug }

    /// Whether Hookswitch has a secret of it.
    var hasSecret: Bool { self.view.entra?.credential != nil }

    /// Whether calls prove themselves by a key.
    var needsKey: Bool { self.view.webhook.authentication != "none" }

    /// The pools, in the order of the document.
    var pools: [Pool] {
        (self.document.value(at: "pools")?.elements ?? []).compactMap { pool in
            pool.value(at: "number")?.text.map { Pool(number: $0, name: pool.value(at: "name")?.text ?? $0) }
        }
    }
}
