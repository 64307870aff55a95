public import Routing

/// A registration of an application in Entra, and the secret that proves to be it.
public struct EntraApplication: Hashable, Sendable {
    /// Why parts are not those of a registration.
    public enum ParseError: Error, Hashable, Sendable {
        /// The Entra tenant is neither a GUID nor a domain's name.
        case entraTenant
        /// The client ID is not a GUID.
        case clientID
        /// The secret is empty, longer than any of Entra's, or has control characters.
        case secret
    }

    /// Entra makes secrets of some 40 characters; the ceiling only keeps requests small.
    private static let maximumSecretByteCount = 1_024

    /// The server that issues tokens.
    public let authority: Endpoint

    /// The customer's tenant in Entra: a GUID or a verified domain.
    public let entraTenant: String

    /// The application's GUID, called client ID or application ID.
    public let clientID: String

    let secret: Secret

    /// Whether the secret is a GUID: no secret's value is one, every secret's ID is.
    var secretLooksLikeIdentifier: Bool { GUID.isValid(self.secret.reveal().utf8) }

    /// Checks the parts of a registration.
    ///
    /// - Throws: ``ParseError`` for the first part that cannot be right.
    public init(
        authority: Endpoint,
        entraTenant: String,
        clientID: String,
        secret: Secret
    ) throws(ParseError) {
        guard GUID.isValid(entraTenant.utf8) || Self.isDomain(entraTenant) else { throw .entraTenant }
        guard GUID.isValid(clientID.utf8) else { throw .clientID }
        let secretBytes = secret.reveal().utf8
        guard
            (1...Self.maximumSecretByteCount).contains(secretBytes.count),
            secretBytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw .secret }
        self.authority = authority
        self.entraTenant = entraTenant.lowercased()
        self.clientID = clientID.lowercased()
        self.secret = secret
    }

    /// A domain has a dot, so that the words `common`, `organizations` and `consumers`, which mean any tenant, are none.
    private static func isDomain(_ text: String) -> Bool {
        do {
            let name = try HostName.parse(Array(text.utf8)[...])
            return name.utf8.contains(UInt8(ascii: ".")) && NetworkAddress(name) == nil
        } catch {
            return false
        }
    }
}
