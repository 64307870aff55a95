import Foundation
import Synchronization

/// The machine's time plus an offset that tests move, so that tokens and secrets expire without waiting.
final class SimulatedClock: Sendable {
    private let offsetSeconds = Mutex<Double>(0)

    var now: Date {
        Date().addingTimeInterval(self.offsetSeconds.withLock { $0 })
    }

    var offset: Double {
        get { self.offsetSeconds.withLock { $0 } }
        set { self.offsetSeconds.withLock { $0 = newValue } }
    }

    func advance(bySeconds seconds: Double) {
        self.offsetSeconds.withLock { $0 += seconds }
    }
}
