/// The tenant that a row of an import is about, and what it says of it.
struct ImportTarget: Sendable {
    /// The document, under the tenant's slug.
    let document: TenantDocument
    /// The right to work inside the tenant, which need not be there yet.
    let scope: TenantScope
}
