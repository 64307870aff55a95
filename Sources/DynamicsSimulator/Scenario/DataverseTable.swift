/// The tables that the simulator has; the raw value is the entity set's name in a URL.
public enum DataverseTable: String, Sendable, Hashable, CaseIterable {
    /// People outside the organisation.
    case contacts
    /// Companies.
    case accounts
    /// People and companies that may become customers.
    case leads
    /// The organisation's own users, application users among them.
    case systemusers

    var logicalName: String {
        switch self {
        case .contacts: "contact"
        case .accounts: "account"
        case .leads: "lead"
        case .systemusers: "systemuser"
        }
    }

    var primaryIDColumn: String { self.logicalName + "id" }

    var readPrivilege: String {
        switch self {
        case .contacts: "prvReadContact"
        case .accounts: "prvReadAccount"
        case .leads: "prvReadLead"
        case .systemusers: "prvReadUser"
        }
    }

    /// Dataverse's fixed number for the table, which its privilege errors show as OTC.
    var objectTypeCode: Int {
        switch self {
        case .accounts: 1
        case .contacts: 2
        case .leads: 4
        case .systemusers: 8
        }
    }
}
