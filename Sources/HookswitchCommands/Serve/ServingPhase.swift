import AdminPlane
import Hookswitch
import Synchronization

/// Where the server is in its life, for `/readyz`.
final class ServingPhase: Sendable {
    private enum Phase {
        case starting, serving, stopping
    }

    private let application: HookswitchApplication
    private let phase = Mutex(Phase.starting)

    init(application: HookswitchApplication) {
        self.application = application
    }

    /// Everything listens.
    func beginServing() {
        self.phase.withLock { $0 = .serving }
    }

    /// A stop was asked for.
    func beginStopping() {
        self.phase.withLock { $0 = .stopping }
    }

    /// What `/readyz` says.
    var stage: ServingStage {
        get async {
            switch self.phase.withLock({ $0 }) {
            case .starting: .starting
            case .serving: .serving(self.application.readiness())
            case .stopping: .stopping
            }
        }
    }
}
