public import Logging
public import ServiceLifecycle
import Synchronization

/// Listens for NOTIFY on a connection and a thread of its own, and connects again whenever it is lost.
///
/// What is sent while nobody listens is lost; so each time that the listener begins to listen, again or for the first
/// time, it says ``Notification/resumed`` and its user must read again what the notifications are about. LISTEN needs a
/// session of its own: the URL must not lead through a pooler that gives each transaction another.
public final class NotificationListener: Sendable, Service {
    /// What the listener tells.
    public enum Notification: Hashable, Sendable {
        /// From now on nothing is missed; read again what may have changed before.
        case resumed
        /// A NOTIFY.
        case received(channel: String, payload: String)
    }

    /// How many notifications wait for a slow user. More than these become one ``Notification/resumed``.
    static let maximumBacklogCount = 1_024
    /// How long ``run()`` waits for its thread at the end. The thread notices within the two seconds that LISTEN may
    /// take; only looking up a name takes longer, and nobody needs what it finds.
    static let stopTime: Duration = .seconds(3)

    /// The notifications, for one reader. The sequence ends when ``run()`` does.
    public let notifications: AsyncStream<Notification>

    private let continuation: AsyncStream<Notification>.Continuation
    private let url: DatabaseURL
    private let channels: [String]
    private let settings: ConnectionSettings
    private let logger: Logger

    /// Makes a listener; ``run()`` connects it.
    ///
    /// - Parameters:
    ///   - channels: The names of the channels, letter by letter.
    ///   - connectTimeout: The longest time for each host to let us in.
    public init(
        url: DatabaseURL,
        channels: [String],
        connectTimeout: Duration = .seconds(2),
        applicationName: String = "hookswitch listener",
        logger: Logger
    ) {
        self.url = url
        self.channels = channels
        self.settings = ConnectionSettings(
            connectTimeout: connectTimeout,
            applicationName: applicationName,
            maximumPreparedStatementCount: 0
        )
        self.logger = logger
        (self.notifications, self.continuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.maximumBacklogCount)
        )
    }

    /// Listens until a graceful shutdown or cancellation.
    public func run() async throws {
        defer { self.continuation.finish() }
        let stop = Cancellation()
        let wake = try WakeSignal()
        let ear = ListenerThread(
            url: self.url,
            channels: self.channels,
            settings: self.settings,
            logger: self.logger,
            wake: wake,
            stop: stop,
            output: self.continuation
        )
        let ending = Ending()
        let end: @Sendable () -> Void = {
            stop.request()
            wake.raise()
            Task {
                try await Task.sleep(for: Self.stopTime)
                ending.announce()
            }
        }
        try DedicatedThread.start {
            ear.run()
            ending.announce()
        }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await ending.wait()
            } onGracefulShutdown: {
                end()
            }
        } onCancel: {
            end()
        }
    }
}
