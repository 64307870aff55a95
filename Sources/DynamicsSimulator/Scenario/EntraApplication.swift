/// An application registration that an Entra tenant knows.
public struct EntraApplication: Sendable, Hashable {
    /// The application (client) GUID in lower case.
    public var clientID: String
    /// The name that error messages show.
    public var name: String
    /// A disabled application gets AADSTS7000112 instead of a token.
    public var isDisabled: Bool
    /// Whether a conditional access policy forbids the sign-in: AADSTS53003 instead of a token.
    public var isBlockedByPolicy: Bool
    /// The client secrets; several may work at once.
    public var secrets: [EntraSecret]

    /// An application with these secrets.
    public init(
        clientID: String,
        name: String = "Hookswitch",
        isDisabled: Bool = false,
        isBlockedByPolicy: Bool = false,
        secrets: [EntraSecret] = []
    ) {
        self.clientID = clientID.lowercased()
        self.name = name
        self.isDisabled = isDisabled
        self.isBlockedByPolicy = isBlockedByPolicy
        self.secrets = secrets
    }
}
