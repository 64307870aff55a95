import Logging
import Synchronization

extension ConnectionPool {
    /// How long connections that are told to close may take: a second to answer what was cancelled, and as much again
    /// for their threads. A statement that still runs, or looking up a name, can take longer; its thread is left behind.
    static let closingTime: Duration = .seconds(2)

    /// Lends no more, lets those who have a connection finish, and returns when all are closed: after ten seconds at the
    /// latest, and without waiting for those who have one if the task is cancelled.
    public func shutdown() async {
        self.send { $0.shutDown() }
        // A task of its own, because one that was cancelled cannot sleep.
        let patience = Task {
            try await Task.sleep(for: self.configuration.drainTime)
            self.closeAll()
            try await Task.sleep(for: Self.closingTime)
            self.logger.debug("database connections are left behind", metadata: ["open": "\(self.statistics.open)"])
            self.ending.announce()
        }
        await withTaskCancellationHandler {
            await self.ending.wait()
        } onCancel: {
            self.closeAll()
        }
        patience.cancel()
    }

    /// Tells all connections to close after what they do now.
    private func closeAll() {
        for thread in self.state.withLock({ Array($0.threads.values) }) { thread.close() }
    }
}
