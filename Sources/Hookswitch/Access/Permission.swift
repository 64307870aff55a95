/// One right of an operator: the word that an operation of the admin API asks for.
public enum Permission: String, CaseIterable, Codable, Hashable, Sendable {
    /// See tenants and their documents.
    case tenantsRead = "tenants:read"
    /// Make and change tenants.
    case tenantsWrite = "tenants:write"
    /// See which credentials and webhook keys there are; never a value.
    case credentialsRead = "credentials:read"
    /// Make, replace and revoke credentials and webhook keys.
    case credentialsWrite = "credentials:write"
    /// Change pools and rules.
    case routingWrite = "routing:write"
    /// See decisions, callers' numbers masked.
    case decisionsRead = "decisions:read"
    /// See a caller's whole number.
    case decisionsReveal = "decisions:reveal"
    /// Ask what would become of a call, or verify a tenant: both ask the tenant's CRM.
    case explain
    /// See who changed what.
    case auditRead = "audit:read"
    /// Bring tenants on from a file.
    case importTenants = "import"
    /// Find and erase what is kept of one caller, and offboard tenants.
    case privacy
    /// See, make and revoke API tokens.
    case accessAdmin = "access:admin"
    /// See how the installation is.
    case systemRead = "system:read"
    /// Change the installation.
    case systemWrite = "system:write"
}
