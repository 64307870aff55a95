/// Why an identity token does not say who somebody is.
public enum IdentityFault: String, Error, Hashable, Sendable, CaseIterable {
    /// It is no signed token of three parts, is too long, or its parts cannot be read.
    case malformed
    /// It is not signed with RS256, PS256 or ES256.
    case algorithm
    /// The issuer has no such key for this algorithm.
    case unknownKey = "unknown_key"
    /// The signature is not the key's.
    case signature
    /// It comes from another issuer.
    case issuer
    /// It is for another application, or for several.
    case audience
    /// It was asked for by another application.
    case authorizedParty = "authorized_party"
    /// It answers another sign-in.
    case nonce
    /// Its time is over.
    case expired
    /// Its time has not begun.
    case notYetValid = "not_yet_valid"
    /// It does not say when it was issued, or says a time to come.
    case issuedAt = "issued_at"
    /// It names nobody.
    case subject
    /// It is from an Entra tenant that is not allowed, or does not say from which.
    case entraTenant = "entra_tenant"
    /// The person is in more groups than the token lists.
    case groupsOverage = "groups_overage"
}

extension IdentityFault: CustomStringConvertible {
    /// A sentence that shows nothing of the token.
    public var description: String {
        switch self {
        case .malformed: "The identity token cannot be read."
        case .algorithm: "The identity token is not signed with RS256, PS256 or ES256."
        case .unknownKey: "The identity token is signed with a key that the issuer does not publish."
        case .signature: "The identity token's signature is wrong."
        case .issuer: "The identity token comes from another issuer."
        case .audience: "The identity token is not for this application alone."
        case .authorizedParty: "The identity token was made for another application."
        case .nonce: "The identity token answers another sign-in."
        case .expired: "The identity token has expired."
        case .notYetValid: "The identity token is not valid yet: one of the clocks is wrong."
        case .issuedAt: "The identity token does not say when it was issued, or says a time to come."
        case .subject: "The identity token does not say who signed in."
        case .entraTenant: "The identity token is from an Entra tenant that is not allowed here."
        case .groupsOverage:
            "The person is in more groups than Entra puts into a token: use app roles instead of groups."
        }
    }
}
