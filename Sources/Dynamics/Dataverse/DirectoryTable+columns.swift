public import Routing

extension DirectoryTable {
    /// The name of the table's entity set in the Web API.
    public var entitySet: String {
        switch self {
        case .contact: "contacts"
        case .account: "accounts"
        case .lead: "leads"
        case .user: "systemusers"
        }
    }

    /// The column of the row's identifier.
    var identifierColumn: String {
        switch self {
        case .contact: "contactid"
        case .account: "accountid"
        case .lead: "leadid"
        case .user: "systemuserid"
        }
    }

    /// The columns in which the table keeps telephone numbers (`reference/domain.md` D20 to D22, P21).
    public var phoneColumns: [String] {
        switch self {
        case .contact, .lead: ["telephone1", "mobilephone", "telephone2", "telephone3"]
        case .account: ["telephone1", "telephone2", "telephone3"]
        case .user: ["mobilephone", "homephone", "address1_telephone1", "address1_telephone2", "address1_telephone3"]
        }
    }

    /// The privilege without which Dataverse refuses to read the table (`reference/domain.md` D63).
    public var readPrivilege: String {
        switch self {
        case .contact: "prvReadContact"
        case .account: "prvReadAccount"
        case .lead: "prvReadLead"
        case .user: "prvReadUser"
        }
    }

    /// What a row must fulfil to count: a customer's inactive rows are those of its past.
    var activeCondition: String {
        switch self {
        case .contact, .account, .lead: "statecode eq 0"
        case .user: "isdisabled eq false"
        }
    }
}
