public import Foundation

/// Somebody who was not let in: for the log and the metrics. It has no token, no code and no address.
public struct SignInRefusal: Hashable, Sendable {
    /// Why, as a closed list of words.
    public enum Reason: String, CaseIterable, Sendable {
        /// There is no such sign-in under way in this browser.
        case unknownAttempt = "unknown_attempt"
        /// Another issuer answered.
        case otherIssuer = "other_issuer"
        /// The issuer let nobody in.
        case denied
        /// The identity is no operator's.
        case stranger
        /// The issuer no longer gives the role.
        case roleMissing = "role_missing"
        /// The invitation is none.
        case invitation
        /// Who was invited is an operator already.
        case identityTaken = "identity_taken"
        /// A command line's code is none.
        case grant
        /// The identity token is not believed.
        case token
        /// The Entra tenant is not among those that are allowed.
        case entraTenant = "entra_tenant"
    }

    /// Why.
    public let reason: Reason
    /// Who they are, by issuer and subject; `nil` if that was not proved.
    public let issuer: String?
    /// Whom the issuer means; `nil` if that was not proved.
    public let subject: String?
    /// Tokens, by their identities, that they made for others and that go on although the issuer took their role.
    public let tokensLeft: [UUID]

    init(reason: Reason, identity: VerifiedIdentity?, tokensLeft: [UUID] = []) {
        self.tokensLeft = tokensLeft
        self.reason = reason
        self.issuer = identity?.issuer
        self.subject = identity?.subject
    }
}

extension SignInRefusal.Reason {
    /// Why an error lets nobody in; `nil` if nobody was refused, but something is away or broken.
    public init?(_ error: any Error) {
        switch error {
        case let failure as SignInFailure:
            switch failure {
            case .tooMany: return nil
            case .unknownAttempt: self = .unknownAttempt
            case .otherIssuer: self = .otherIssuer
            case .denied: self = .denied
            case .stranger: self = .stranger
            case .roleMissing: self = .roleMissing
            case .invitation: self = .invitation
            case .identityTaken: self = .identityTaken
            case .grant: self = .grant
            }
        case let fault as IdentityFault: self = fault == .entraTenant ? .entraTenant : .token
        default: return nil
        }
    }
}
