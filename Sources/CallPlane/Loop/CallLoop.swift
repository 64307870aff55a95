import DequeModule
import Hookswitch
import NIOCore

/// What belongs to one event loop of the call plane: its spool lane, its connections, and the answers that wait for the
/// lane to be written.
///
/// Answers of one turn of the event loop leave together: the first record of a turn asks for ``commit()`` at the turn's
/// end, which writes the lane once and then lets every answer go. Under load one `write` serves many calls; alone, a call
/// waits for nothing but its own.
///
/// `@unchecked Sendable`: it is made before its event loop serves it and from then on touched on that loop alone.
final class CallLoop: @unchecked Sendable {
    /// How often the deadlines of connections are looked at: fine beside the shortest of them, 1 s, and one pass over a
    /// full house takes under 0.1 ms.
    static let tick = TimeAmount.milliseconds(100)

    let eventLoop: any EventLoop
    let pipeline: DecisionPipeline
    let gate: RequestGate
    /// Answers this installation's own questions; `nil` answers none.
    let installation: InstallationProof?
    let limits: ConnectionLimits
    let ledger: ConnectionLedger
    let metrics: CallPlaneMetrics

    /// The time as of the last tick; reading the clock for each request would cost more than it tells.
    private(set) var now = NIODeadline.now()
    private(set) var reply = ReplyText()
    /// Whether every answer is to be its connection's last.
    private(set) var isLameDuck = false

    private let lane: SpoolLane
    private let searches: CallSearches
    private var connections: [ObjectIdentifier: WebhookConnection] = [:]
    /// The calls that are sought, in the order of their deadlines, with some that are decided already.
    private var sought: Deque<CallSearch> = []
    private var answered: [WebhookConnection] = []
    private var leaving: [WebhookConnection] = []
    private var hasRecords = false
    private var isCommitDue = false
    private var ticking: RepeatedTask?

    init(
        eventLoop: any EventLoop,
        lane: SpoolLane,
        pipeline: DecisionPipeline,
        gate: RequestGate,
        installation: InstallationProof?,
        limits: ConnectionLimits,
        ledger: ConnectionLedger,
        metrics: CallPlaneMetrics,
        searches: CallSearches
    ) {
        self.eventLoop = eventLoop
        self.lane = lane
        self.pipeline = pipeline
        self.gate = gate
        self.installation = installation
        self.limits = limits
        self.ledger = ledger
        self.metrics = metrics
        self.searches = searches
    }

    /// Begins to look at deadlines.
    func start() {
        self.now = .now()
        self.ticking = self.eventLoop.scheduleRepeatedTask(initialDelay: Self.tick, delay: Self.tick) { _ in
            self.passTime()
        }
    }

    /// Ends what ``start()`` began, and writes what is not written.
    func stop() {
        self.ticking?.cancel()
        self.ticking = nil
        self.commit()
    }

    /// Takes a connection in; false if there are too many.
    func admit(_ connection: WebhookConnection, from source: SourceAddress) -> Bool {
        guard self.ledger.begin(source) else {
            self.metrics.countRefusedConnection()
            return false
        }
        self.connections[ObjectIdentifier(connection)] = connection
        return true
    }

    /// Lets a connection go that was admitted.
    func dismiss(_ connection: WebhookConnection, from source: SourceAddress) {
        guard self.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        self.ledger.end(source)
    }

    /// Keeps a decision; it is written with the others of this turn.
    func record(_ decided: DecidedCall) {
        _ = self.lane.append(decided.record)
        self.metrics.count(decided)
        decided.countForTenant()
        self.hasRecords = true
        self.askCommit()
    }

    /// Holds a connection's answers until this turn's records are written.
    func hold(_ connection: WebhookConnection) {
        self.answered.append(connection)
        self.askCommit()
    }

    /// Sends a call to be sought off the event loop; false if nobody seeks any more.
    func seek(_ sought: SoughtCall, for connection: WebhookConnection) -> Bool {
        let search = CallSearch(sought, loop: self, connection: connection)
        guard self.searches.add(search) else { return false }
        self.sought.append(search)
        return true
    }

    /// Takes the decision of a call that was sought, unless it was decided before.
    func end(_ search: CallSearch, with decided: @autoclosure () -> DecidedCall) {
        guard !search.isDecided else { return }
        search.isDecided = true
        let decided = decided()
        self.record(decided)
        search.connection.answer(decided)
    }

    /// The answer to a question who is there; `nil` if it is none of this installation's.
    func identity(for probe: String) -> String? {
        self.installation?.answer(probe, at: self.reply.second ?? 0)
    }

    /// Makes every answer from now on its connection's last.
    func beginLameDuck() {
        self.isLameDuck = true
    }

    /// Closes the connections on which nothing is asked or answered. The others close with their answers.
    func closeIdle() {
        for connection in Array(self.connections.values) { connection.closeIfIdle() }
    }

    /// Cuts every connection.
    func closeAll() {
        for connection in Array(self.connections.values) { connection.cut() }
    }

    private func askCommit() {
        guard !self.isCommitDue else { return }
        self.isCommitDue = true
        self.eventLoop.execute { self.commit() }
    }

    private func commit() {
        self.isCommitDue = false
        if self.hasRecords {
            self.hasRecords = false
            self.lane.flush()
        }
        // Answers may fail and close their connections, which may hold others; those wait for the next commit.
        swap(&self.answered, &self.leaving)
        for connection in self.leaving { connection.release() }
        self.leaving.removeAll(keepingCapacity: true)
    }

    private func passTime() {
        self.now = .now()
        self.reply.tell(HTTPDate.second())
        self.endOverdueSearches()
        for connection in self.connections.values.filter({ $0.isOverdue(at: self.now) }) { connection.expire() }
    }

    /// Answers the calls whose searches ought to be back: no caller waits because the threads of searches are busy.
    private func endOverdueSearches() {
        let now = ContinuousClock.now
        while let first = self.sought.first, first.isDecided || first.sought.deadline <= now {
            self.sought.removeFirst()
            self.end(first, with: self.pipeline.expire(first.sought))
        }
    }
}
