public import Routing

extension CallFacts.Caller {
    /// What is known of the caller as the database, the API and the command line have it, such as `known:contact`.
    public var text: String {
        switch self {
        case .withheld: "withheld"
        case .invalidNumber: "invalid_number"
        case .internalCaller: "internal"
        case .notSought: "not_sought"
        case .known(let table): "known:" + table.rawValue
        case .unknown: "unknown"
        case .ambiguous(let table): "ambiguous:" + table.rawValue
        case .unavailable(let failure): "unavailable:" + failure.rawValue
        }
    }

    /// Reads what ``text`` wrote.
    ///
    /// - Returns: `nil` for anything else.
    public init?(text: String) {
        switch text {
        case "withheld": self = .withheld
        case "invalid_number": self = .invalidNumber
        case "internal": self = .internalCaller
        case "not_sought": self = .notSought
        case "unknown": self = .unknown
        default:
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            switch (parts[0], DirectoryTable(rawValue: String(parts[1])), DirectoryFailure(rawValue: String(parts[1])))
            {
            case ("known", let table?, _): self = .known(table)
            case ("ambiguous", let table?, _): self = .ambiguous(table)
            case ("unavailable", _, let failure?): self = .unavailable(failure)
            default: return nil
            }
        }
    }
}
