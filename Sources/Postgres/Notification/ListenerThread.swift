import Logging

/// The part of a ``NotificationListener`` that runs on its thread and may block there.
struct ListenerThread: Sendable {
    /// A silent server is asked for a sign of life after so long; a peer that vanished is noticed within this and the
    /// time below.
    static let heartbeatInterval: Duration = .seconds(10)
    /// How long the sign of life, or LISTEN, may take.
    static let answerTime: Duration = .seconds(2)
    /// When the user is too slow, how soon it is told again that something was missed.
    static let overflowInterval: Duration = .milliseconds(50)
    /// What the log says when the first notification is dropped that there was no room for.
    static let overflowMessage: Logger.Message = "database listener drops notifications that nobody reads"

    let url: DatabaseURL
    let channels: [String]
    let settings: ConnectionSettings
    let logger: Logger
    let wake: WakeSignal
    let stop: Cancellation
    let output: AsyncStream<NotificationListener.Notification>.Continuation

    /// Listens, and connects again after each loss, until it is stopped.
    func run() {
        var backoff = Backoff()
        while !self.stop.isRequested {
            do throws(PostgresError) {
                try self.listen { backoff.reset() }
            } catch {
                guard !self.stop.isRequested else { return }
                let pause = backoff.next()
                self.logger.debug(
                    "database listener lost its connection",
                    metadata: ["reason": "\(error.description)", "pause": "\(pause)"]
                )
                self.pause(until: .now + pause)
            }
        }
    }

    /// One connection's life.
    ///
    /// - Throws: Why it ended.
    private func listen(whenListening: () -> Void) throws(PostgresError) {
        let stop = self.stop
        let conversation = try Conversation.open(self.url, self.settings, wake: self.wake) { stop.isRequested }
        try conversation.listen(self.channels, .until(.now + Self.answerTime))
        whenListening()
        var isBehind = !self.tell(.resumed)
        while !self.stop.isRequested {
            for notification in conversation.takeNotifications() where !isBehind {
                isBehind = !self.tell(notification)
                if isBehind { self.logger.debug(Self.overflowMessage) }
            }
            // Whatever was dropped, the user must read again: one `resumed` says so as soon as there is room.
            if isBehind { isBehind = !self.tell(.resumed) }
            let heartbeat = ContinuousClock.Instant.now + (isBehind ? Self.overflowInterval : Self.heartbeatInterval)
            conversation.sleep(until: heartbeat)
            guard !conversation.isBroken else { throw PostgresError(.connectionLost) }
            if heartbeat <= .now, !isBehind {
                _ = try conversation.exchange(["SELECT 1"], .transactional, .until(.now + Self.answerTime))
            }
        }
    }

    /// Hands on a notification.
    ///
    /// - Returns: Whether there was room for it.
    private func tell(_ notification: NotificationListener.Notification) -> Bool {
        if case .dropped = self.output.yield(notification) { return false }
        return true
    }

    private func pause(until deadline: ContinuousClock.Instant) {
        while !self.stop.isRequested, deadline > .now {
            _ = self.wake.poll(socket: nil, events: 0, until: deadline)
        }
    }
}
