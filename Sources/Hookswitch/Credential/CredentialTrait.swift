import Routing

/// What may be told of a secret besides its fingerprint, so that people find it in Entra's own list of secrets.
struct CredentialTrait: Hashable, Sendable {
    /// Entra shows as many.
    private static let hintLength = 3
    /// Of a shorter secret even three characters would be too much to tell. Entra's have about 40.
    private static let shortestHinted = 16

    /// The first characters; `nil` of a secret that is too short to have any told.
    let hint: String?
    /// How many characters the secret has.
    let length: Int32

    init(of secret: Secret) {
        let text = secret.reveal()
        self.length = Int32(clamping: text.count)
        self.hint = text.count < Self.shortestHinted ? nil : String(text.prefix(Self.hintLength))
    }
}
