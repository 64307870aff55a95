import Synchronization

/// How far a request came, for the error that says where the time went.
final class RequestProgress: Sendable {
    private let current = Mutex(TimeoutStage.nameResolution)

    var stage: TimeoutStage {
        get { self.current.withLock { $0 } }
        set { self.current.withLock { $0 = newValue } }
    }
}
