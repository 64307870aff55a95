/// What a rule asks of the caller.
public enum CallerCondition: String, CaseIterable, Hashable, Sendable {
    /// The directory has the caller, in whichever table.
    case known
    /// The directory does not have the caller.
    case unknown
    /// The caller hides the number.
    case withheld
    /// The directory has the caller as a contact.
    case contact
    /// The directory has the caller as an account.
    case account
    /// The directory has the caller as a lead.
    case lead
    /// The directory has the caller as a member of the customer's own staff.
    case user

    /// Whether the directory must be asked before this condition can be judged.
    public var asksDirectory: Bool {
        self != .withheld
    }

    /// Whether the condition holds for a caller.
    public func holds(for caller: CallFacts.Caller) -> Bool {
        switch (self, caller) {
        case (.withheld, .withheld), (.unknown, .unknown), (.known, .known): true
        case (.contact, .known(let table)): table == .contact
        case (.account, .known(let table)): table == .account
        case (.lead, .known(let table)): table == .lead
        case (.user, .known(let table)): table == .user
        default: false
        }
    }
}
