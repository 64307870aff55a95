import Synchronization

/// What the inner parts of a request's way tell the outer ones, for the log and the metrics.
final class RequestTrail: Sendable {
    private struct Findings: Sendable {
        var identity = RequestIdentity()
        var operationID: String?
        var operatorName: String?
        var rate: RateDecision?
    }

    private let findings = Mutex(Findings())

    /// The request's name.
    var identity: RequestIdentity {
        get { self.findings.withLock { $0.identity } }
        set { self.findings.withLock { $0.identity = newValue } }
    }

    /// The operation; `nil` until the router has found one.
    var operationID: String? {
        get { self.findings.withLock { $0.operationID } }
        set { self.findings.withLock { $0.operationID = newValue } }
    }

    /// Who asked; `nil` until a token was recognised.
    var operatorName: String? {
        get { self.findings.withLock { $0.operatorName } }
        set { self.findings.withLock { $0.operatorName = newValue } }
    }

    /// What is left of the token's rate; `nil` until a token was recognised.
    var rate: RateDecision? {
        get { self.findings.withLock { $0.rate } }
        set { self.findings.withLock { $0.rate = newValue } }
    }
}
