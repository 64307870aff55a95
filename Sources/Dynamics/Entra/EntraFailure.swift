/// A refusal of Entra's token endpoint that will not go away by itself.
public struct EntraFailure: Error, Hashable, Sendable {
    /// What Entra says by the names of OAuth, on which decisions may rest.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The secret is wrong, expired or unknown, or the application is disabled.
        case invalidClient = "invalid_client"
        /// The application is not known in this Entra tenant, or may not do this.
        case unauthorizedClient = "unauthorized_client"
        /// The Entra tenant does not exist.
        case invalidTenant = "invalid_tenant"
        /// The environment is not known in this Entra tenant.
        case invalidResource = "invalid_resource"
        /// The scope made of the environment's URL is not known.
        case invalidScope = "invalid_scope"
        /// The request is not one that Entra takes.
        case invalidRequest = "invalid_request"
        /// The grant is not valid, or a policy of the Entra tenant forbids it.
        case invalidGrant = "invalid_grant"
        /// Another name of OAuth's, with a status that means a refusal.
        case other
    }

    /// What Entra says.
    public let code: Code

    /// The status of HTTP, 400 to 499.
    public let status: Int

    /// What probably is the matter, from a number that Microsoft does not promise to keep.
    public let hint: EntraHint?
}

extension EntraFailure: CustomStringConvertible {
    /// What Entra says and, where there is a hint, what to do about it.
    public var description: String {
        let answer = "Entra refuses the credential (\(self.code.rawValue), status \(self.status))."
        guard let hint else { return answer }
        return "\(answer) \(hint.remedy)"
    }
}
