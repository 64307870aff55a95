import Hookswitch
import Routing

/// What was answered so far, at the terminal or by options; `nil` is not asked yet.
struct OnboardingAnswers: Sendable {
    var name: String?
    var slug: String?
    var region: String?
    var url: String?
    var entraTenant: String?
    var clientID: String?
    var secret: Secret?
    /// When the secret expires, RFC 3339.
    var expiry: OptionalAnswer?
    /// How calls shall prove themselves: `apiKey`, `basic` or `none`; `nil` leaves it.
    var authentication: String?
    /// A caller who should be found.
    var sample: OptionalAnswer?
    /// The pools that are ready.
    var pools: [DocumentValue] = []
    /// The pool that is being typed.
    var pool: PoolDraft?
    /// Whether pools are typed one by one.
    var arePoolsTyped = false
    /// Whether there are no more pools to come.
    var arePoolsComplete = false
    /// Whether a key is to be made although one is live.
    var wantsFurtherKey: Bool?
    /// Who calls in the test; left open, there is no test.
    var caller: OptionalAnswer?
    /// The pool that is called in the test.
    var calledPool: String?

    /// A document with these answers in it.
    ///
    /// - Parameter base: What the server has; `nil` for a new tenant.
    func document(on base: DocumentValue?) -> DocumentValue {
        var document =
            base ?? .members(["apiVersion": .text("hookswitch/v1"), "kind": .text("Tenant")])
        let anyGUID = AnswerCheck.anyGUID
        let isNew = base == nil
        let members: [(path: [String], text: String?)] = [
            (["slug"], self.slug), (["name"], self.name), (["region"], self.region),
            (["dataverse", "url"], self.url),
            (["entra", "tenant"], self.entraTenant ?? (isNew ? anyGUID : nil)),
            (["entra", "clientId"], self.clientID ?? (isNew ? anyGUID : nil)),
            (["webhook", "authentication"], self.authentication),
        ]
        for member in members {
            if let text = member.text { document = document.replacing(member.path, with: .text(text)) }
        }
        if self.arePoolsComplete { document = document.replacing(["pools"], with: .list(self.pools)) }
        return document
    }

    /// A document with these answers and the secret in it.
    func documentWithSecret(on base: DocumentValue?) -> DocumentValue {
        let document = self.document(on: base)
        let place = ["entra", "credential"]
        guard let secret else {
            guard let expiry = self.expiry?.text else { return document }
            return document.replacing(place + ["expiresAt"], with: .text(expiry))
        }
        let expiry = self.expiry?.text.map { DocumentValue.text($0) } ?? .null
        return document.replacing(
            place,
            with: .members(["secret": .members(["value": .text(secret.reveal())]), "expiresAt": expiry])
        )
    }
}
