public import ServiceLifecycle
import Logging
import Postgres

/// Keeps the snapshot new: it reads when Postgres calls, and every second anyway.
///
/// With Postgres gone the last snapshot stays, and calls are answered from it.
public final class SnapshotService: Service {
    /// Where the snapshot is published.
    public let source: SnapshotSource
    private let loader: SnapshotLoader
    private let listener: NotificationListener
    private let pollInterval: Duration
    private let logger: Logger

    /// For so long Postgres may not have been read before it counts as away, at the usual interval of a second.
    private static let minimumPatience = Duration.seconds(5)
    /// Where the interval is longer, one reading may be missed.
    private static let patienceInPolls = 2

    init(
        source: SnapshotSource,
        loader: SnapshotLoader,
        listener: NotificationListener,
        pollInterval: Duration,
        logger: Logger
    ) {
        self.source = source
        self.loader = loader
        self.listener = listener
        self.pollInterval = pollInterval
        self.logger = logger
    }

    /// Whether Postgres was read lately. A reading that hangs counts as one that failed.
    var isDatabaseAnswering: Bool {
        .now - self.source.current.readAt < max(Self.minimumPatience, self.pollInterval * Self.patienceInPolls)
    }

    /// Reads the first snapshot.
    func loadFirst() async throws {
        self.source.publish(try await self.loader.load(after: .empty, isFirst: true))
    }

    /// Reads whenever Postgres calls or a second is over, until the server stops.
    public func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.readUntilCancelled()
        } onGracefulShutdown: {
            self.wakeUps.finish()
        }
    }

    private let (reasons, wakeUps) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private func readUntilCancelled() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in self.listener.notifications { self.wakeUps.yield() }
            }
            group.addTask {
                // Cancellation, which ends the sleep, is how this service stops.
                while (try? await Task.sleep(for: self.pollInterval)) != nil { self.wakeUps.yield() }
            }
            var isReading = true
            for await _ in self.reasons {
                isReading = await self.readOnce(wasReading: isReading)
            }
            group.cancelAll()
        }
    }

    /// Reads once.
    ///
    /// - Returns: Whether Postgres answered, so that an outage is logged when it begins and when it ends and not between.
    private func readOnce(wasReading: Bool) async -> Bool {
        do {
            self.source.publish(try await self.loader.load(after: self.source.current, isFirst: false))
            if !wasReading { self.logger.notice("tenants are read from the database again") }
            return true
        } catch {
            if wasReading {
                self.logger.warning(
                    "tenants cannot be read; the last snapshot serves",
                    metadata: ["reason": "\(error)"]
                )
            }
            return false
        }
    }
}
