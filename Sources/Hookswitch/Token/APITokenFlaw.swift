/// One thing that is wrong with an ``APITokenOrder``.
public enum APITokenFlaw: Hashable, Sendable {
    /// The name is empty, longer than 100 characters, or has control characters.
    case name
    /// The role may do what its maker may not.
    case role
    /// The time is past.
    case expiresAt
    /// The maker is a token that ends, and this one would outlive it.
    case outlivesMaker
    /// The list of tenants is there, and empty.
    case noTenant
    /// The list of tenants is too long.
    case tooManyTenants
    /// The maker works in some tenants only, and the token would in all.
    case allTenants
    /// The list of tags is empty or too long, or has what is no tag.
    case tags
    /// Who works in some tenants only makes nobody who works by tag.
    case restrictedMaker
    /// There is no such tenant, or none that the maker may see; its place in the list, from zero.
    case unknownTenant(index: Int)
}
