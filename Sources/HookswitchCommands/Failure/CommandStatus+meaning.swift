extension CommandStatus {
    /// What it means, for people.
    var meaning: String {
        switch self {
        case .success: "All went well."
        case .failed: "It failed, or what was sent was refused."
        case .cancelled: "A question was not answered with yes, or the server refused to start."
        case .authentication: "The token is missing, unknown or not allowed to do this."
        case .conflict: "Somebody else's change stands in the way (HTTP 409, 412, 428)."
        case .checkNotPassed: "A check did not pass: doctor, verify, explain, import, migrate status."
        case .unavailable: "The server or the database is away or did not answer in time; try again."
        case .usage: "The command line is wrong."
        case .interrupted: "Ctrl-C."
        }
    }
}
