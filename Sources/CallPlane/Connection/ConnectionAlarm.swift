import NIOCore

/// What a connection is waiting for, and until when.
struct ConnectionAlarm {
    /// What a client can be too late with.
    enum Kind: Hashable {
        /// Nothing: the next move is ours.
        case none
        /// The rest of a head.
        case head
        /// The rest of a body.
        case body
        /// The next request.
        case idle
        /// Reading its answers.
        case write
        /// Closing its side after its last answer.
        case linger
    }

    private(set) var kind = Kind.none
    private var deadline = NIODeadline.distantFuture

    /// Starts the clock for something else to wait for; what is already waited for keeps its deadline.
    ///
    /// - Parameter now: The time as of the last tick, so one tick is added: nobody is cut off early.
    mutating func set(_ kind: Kind, now: NIODeadline, limits: ConnectionLimits) {
        guard kind != self.kind else { return }
        self.kind = kind
        self.deadline =
            switch kind {
            case .none: .distantFuture
            case .head: now + limits.head + CallLoop.tick
            case .body: now + limits.body + CallLoop.tick
            case .idle: now + limits.idle + CallLoop.tick
            case .write: now + limits.write + CallLoop.tick
            case .linger: now + limits.linger + CallLoop.tick
            }
    }

    /// Whether it is too late.
    func isOverdue(at now: NIODeadline) -> Bool {
        self.deadline <= now
    }
}
