import Foundation

/// Where a credential may be shown: at Entra's host, for one application in one Entra tenant, and for the sake of one CRM.
struct CredentialPlace: Hashable, Sendable {
    let authorityHost: String
    let entraTenant: String
    let clientID: UUID
    let dataverseURL: String

    /// What the sealed credential is bound to.
    func context(_ tenantID: TenantID, _ credentialID: UUID) -> SealingContext {
        SealingContext(
            tenantID,
            column: "credential.sealed",
            row: credentialID.bytes,
            hosts: [self.authorityHost, self.entraTenant, self.clientID.uuidString, self.dataverseURL]
        )
    }
}
