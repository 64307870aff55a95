import Dynamics
import Routing

extension CallFacts.Caller {
    /// What the directory's answer says of a caller.
    init(_ outcome: DirectoryAnswer.Outcome) {
        self =
            switch outcome {
            case .match(let match): .known(match.table)
            case .none: .unknown
            case .ambiguous(let table, _): .ambiguous(table)
            case .failed(let error): .unavailable(DirectoryFailure(error))
            }
    }
}

extension DirectoryFailure {
    /// The failure under the name that the whole product uses.
    init(_ error: DynamicsError) {
        self =
            switch error {
            case .authentication, .forbidden: .authentication
            case .throttled: .throttled
            case .timeout: .timeout
            case .breakerOpen: .breakerOpen
            case .shed: .shed
            case .egressDenied, .invalidResponse, .unavailable: .error
            }
    }
}
