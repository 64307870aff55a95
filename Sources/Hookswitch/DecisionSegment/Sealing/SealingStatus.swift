import Synchronization

/// How the sealing of decisions stands, for whoever watches the server.
final class SealingStatus: Sendable {
    /// When a round last ended well, in microseconds since 1970. It begins with the start of the server, so that a server
    /// that never seals is found as one that ceased to.
    private let roundAt: Atomic<Int64>
    private let unsealedDays = Atomic<Int>(0)
    private let unclosedDays = Atomic<Int>(0)
    private let brokenChains = Atomic<Int>(0)
    private let sealed = Atomic<Int>(0)

    init(startedAt: Moment = .now()) {
        self.roundAt = Atomic(startedAt.microseconds)
    }

    /// When a round last ended well.
    var lastRoundAt: Moment { Moment(microseconds: self.roundAt.load(ordering: .relaxed)) }
    /// Days that are over and have something that is not sealed.
    var unsealedDayCount: Int { self.unsealedDays.load(ordering: .relaxed) }
    /// Days that are over for long enough and are not closed.
    var unclosedDayCount: Int { self.unclosedDays.load(ordering: .relaxed) }
    /// Tenants of whom nothing is sealed, because the end of the chain was changed.
    var brokenChainCount: Int { self.brokenChains.load(ordering: .relaxed) }
    /// Segments that this server has sealed since its start.
    var sealedCount: Int { self.sealed.load(ordering: .relaxed) }

    /// Notes a round that ended well.
    func note(_ progress: SealingProgress, at moment: Moment) {
        self.roundAt.store(moment.microseconds, ordering: .relaxed)
        self.unsealedDays.store(progress.unsealedDayCount, ordering: .relaxed)
        self.unclosedDays.store(progress.unclosedDayCount, ordering: .relaxed)
        self.brokenChains.store(progress.brokenChainCount, ordering: .relaxed)
        self.sealed.wrappingAdd(progress.sealedCount, ordering: .relaxed)
    }
}
