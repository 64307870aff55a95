import Foundation
import Routing

/// Why a secret is not taken: the rules of tenant documents.
public enum CredentialRefusal: Error, Hashable, Sendable {
    /// It is empty, too long, or has a control character.
    case notASecret
    /// It is a GUID: the id of the secret, by all appearances, and not its value.
    case looksLikeID
    /// There is none whose expiry could be said.
    case noSecret

    /// Looks whether a value can be a secret.
    static func check(_ secret: Secret) throws(CredentialRefusal) {
        let text = secret.reveal()
        let hasControl = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        guard !text.isEmpty, text.count <= TenantDocumentLimits.maximumSecretLength, !hasControl else {
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
            "expected is the secret's value, 1 to \(TenantDocumentLimits.maximumSecretLength) characters in one line"
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
