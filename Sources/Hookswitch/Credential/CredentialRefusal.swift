import Foundation
import Routing

/// Why a secret is not taken: the rules of tenant documents.
public enum CredentialRefusal: Error, Hashable, Sendable {
    /// It is empty, too long, or has a character that no secret has.
    case notASecret
    /// It is a GUID: the id of the secret, by all appearances, and not its value.
    case looksLikeID
    /// There is none whose expiry could be said.
    case noSecret

    /// What a secret has: printing ASCII but the space. RFC 6749, A.2, allows no more than that and the space, and Entra's have
    /// letters, digits, `-`, `_`, `.` and `~` (Microsoft Purview, "Microsoft Entra client secret"). What else there is came with
    /// the copying: a space, a dash that was made prettier, a mark that joins the letter before it.
    private static let characters: ClosedRange<UInt8> = 0x21...0x7E

    /// Looks whether a value can be a secret.
    static func check(_ secret: Secret) throws(CredentialRefusal) {
        let text = secret.reveal()
        let lengths = 1...TenantDocumentLimits.maximumSecretLength
        guard lengths.contains(text.utf8.count), text.utf8.allSatisfy(Self.characters.contains) else {
            throw .notASecret
        }
        guard UUID(uuidString: text) == nil else { throw .looksLikeID }
    }
}

extension CredentialRefusal: CustomStringConvertible {
    /// The reason, for the operator, with what to do.
    public var description: String {
        switch self {
        case .notASecret:
            "expected is the secret's value, 1 to \(TenantDocumentLimits.maximumSecretLength) letters, digits and signs of "
                + "ASCII without a space; copy it again if it has others"
        case .looksLikeID:
            "this is a GUID: the secret's ID, it seems; copy the column Value instead, which Azure shows once"
        case .noSecret: "the tenant has no secret yet: it is required"
        }
    }

    /// A stable name of the kind, as tenant documents have it.
    public var code: String {
        switch self {
        case .notASecret: "wrong_value"
        case .looksLikeID: "looks_like_secret_id"
        case .noSecret: "secret_required"
        }
    }
}
