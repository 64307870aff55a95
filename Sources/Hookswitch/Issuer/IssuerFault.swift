/// Why an issuer could not be asked, or its answer not be used.
public enum IssuerFault: Error, Hashable, Sendable {
    /// It did not answer in time, or not at all.
    case unreachable
    /// It answered with a status that is no success.
    case status(Int)
    /// Its answer is too large, or not what belongs there.
    case unreadable
    /// Its document is another issuer's.
    case foreignDocument
    /// It refused the sign-in's code: the code was used, is too old, or our secret is wrong. RFC 6749's word.
    case refused(String)
    /// The file of our secret cannot be read.
    case secretFile
    /// Enough people wait for its answer already. Nothing is known to be wrong with it.
    case crowded
}

extension IssuerFault: CustomStringConvertible {
    /// A sentence that shows nothing of what the issuer wrote, but for its closed list of words.
    public var description: String {
        switch self {
        case .unreachable: "The issuer does not answer."
        case .status(let status): "The issuer answered with the status \(status)."
        case .unreadable: "The issuer's answer cannot be read."
        case .foreignDocument: "The document at admin.oidc.issuer names another issuer."
        case .refused(let word): "The issuer refused the sign-in (\(word))."
        case .secretFile: "The file at admin.oidc.clientSecretFile cannot be read."
        case .crowded: "Too many sign in at this moment. Try again in some seconds."
        }
    }
}
