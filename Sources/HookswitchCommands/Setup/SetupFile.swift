/// A file of a new installation.
struct SetupFile: Encodable, Hashable, Sendable {
    /// What it is.
    enum Kind: String, Encodable, Sendable {
        case keyRing = "key_ring"
        case databaseURL = "database_url"
        case settings

        /// For people.
        var name: String {
            switch self {
            case .keyRing: "key ring"
            case .databaseURL: "database URL"
            case .settings: "settings"
            }
        }
    }

    /// What becomes of it.
    enum State: String, Encodable, Sendable {
        /// It is made.
        case made
        /// It was there, and stays as it is.
        case kept
        /// It is there, and keeps the setup from being made.
        case taken
    }

    let kind: Kind
    /// An absolute path.
    let path: String
    let state: State
    /// Who may open it, in octal: `0600`. Of one that was there, nothing is said.
    let mode: String?

    /// Place and state for people.
    var text: String {
        [self.path, "(\(self.state.rawValue)\(self.mode.map { ", " + $0 } ?? ""))"].joined(separator: " ")
    }
}
