/// Why somebody could not sign in.
public enum SignInFailure: Error, Hashable, Sendable {
    /// As many sign-ins are under way as there may be.
    case tooMany
    /// There is no such sign-in under way in this browser: it is over, was answered before, or was begun elsewhere.
    case unknownAttempt
    /// The answer names another issuer than the one that was asked (RFC 9207).
    case otherIssuer
    /// The issuer let nobody in; OpenID Connect's or OAuth's word for why, or `other`.
    case denied(String)
    /// The identity is proved, and is no operator's.
    case stranger
    /// The person is an operator by a claim that they no longer have.
    case roleMissing
    /// The invitation is used, expired, or none.
    case invitation
    /// Somebody else has, by invitation, the identity that signed in.
    case identityTaken
    /// The command line's code is used, expired or none, or its proof is wrong.
    case grant
}

extension SignInFailure: CustomStringConvertible {
    /// A sentence that shows nothing of what came.
    public var description: String {
        switch self {
        case .tooMany: "Too many sign-ins are under way, from this address or from all. (A proxy may stand for many.)"
        case .unknownAttempt:
            "This browser began no such sign-in, or it is over: it works once, and for ten minutes."
        case .otherIssuer: "The answer comes from another issuer than the one that was asked."
        case .denied(let word): "The issuer let nobody in (\(word))."
        case .stranger: "You are known to the issuer, and no operator of this Hookswitch."
        case .roleMissing: "The issuer no longer gives you a role here."
        case .invitation: "The invitation was used, has expired, or is none."
        case .identityTaken: "You are an operator already, and need no invitation."
        case .grant: "The code was used, has expired, or is none."
        }
    }
}
