/// A table of the customer's CRM in which a caller can be found.
public enum DirectoryTable: String, CaseIterable, Hashable, Sendable {
    /// People.
    case contact
    /// Companies.
    case account
    /// People and companies that are not customers yet.
    case lead
    /// The customer's own staff, `systemuser` in Dataverse.
    case user
}
