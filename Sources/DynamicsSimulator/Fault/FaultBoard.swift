import Synchronization

/// The faults in force.
final class FaultBoard: Sendable {
    /// A fault and how often it was applied.
    struct Posted: Sendable {
        let identifier: Int
        var fault: Fault
        var appliedCount = 0
    }

    private struct State {
        var posted: [Posted] = []
        var nextIdentifier = 1
    }

    private let state = Mutex(State())

    @discardableResult
    func post(_ fault: Fault) -> Int {
        self.state.withLock { state in
            let identifier = state.nextIdentifier
            state.nextIdentifier += 1
            state.posted.append(Posted(identifier: identifier, fault: fault))
            return identifier
        }
    }

    func clear() {
        self.state.withLock { $0.posted = [] }
    }

    /// - Returns: Whether there was such a fault.
    func remove(_ identifier: Int) -> Bool {
        self.state.withLock { state in
            let before = state.posted.count
            state.posted.removeAll { $0.identifier == identifier }
            return state.posted.count < before
        }
    }

    var posted: [Posted] { self.state.withLock { $0.posted } }

    /// The fault for a request, if any; uses up one of its times.
    func take(for subject: FaultSubject) -> Fault? {
        self.state.withLock { state in
            for index in state.posted.indices.reversed() {
                let fault = state.posted[index].fault
                guard subject.isHit(by: fault) else { continue }
                guard fault.probability >= 1 || Double.random(in: 0..<1) < fault.probability else { continue }
                state.posted[index].appliedCount += 1
                if let times = fault.times, state.posted[index].appliedCount >= times {
                    state.posted.remove(at: index)
                }
                return fault
            }
            return nil
        }
    }
}
