import Foundation
import Routing

/// What a verification knows of the tenant without asking anybody: names and ids, and no secret.
struct VerificationSubject: Hashable, Sendable {
    let slug: String
    let status: TenantStatus
    /// The environment's URL as the document has it.
    let dataverseURL: String
    /// The tables, in order of priority.
    let tables: [DirectoryTable]
    /// Entra's address, `https://login.microsoftonline.com`.
    let authorityURL: String
    /// The Entra tenant: a GUID or a domain.
    let entraTenant: String
    /// The application's GUID in lower case.
    let clientID: String
    /// Whether Hookswitch has a credential.
    let hasCredential: Bool
    /// When it expires; `nil` if nobody knows.
    let expiresAt: Date?
    let authentication: WebhookAuthentication
    let liveKeyCount: Int
    let pools: [Pool]
    /// The pools' numbers that other tenants have as well.
    let numbersOfOthers: [PhoneNumber]
    /// What webhook addresses begin with.
    let publicURL: BaseURL
    /// Where the tenant's calls are posted: `/hooks/…`.
    let endpointPath: String

    /// The environment's host, or the text that stands in its place.
    var host: String {
        let authority = self.dataverseURL.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
        return String((authority ?? Substring(self.dataverseURL)).prefix { $0 != ":" })
    }
}
