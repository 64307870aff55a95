/// One stream of decisions. It ends when nobody holds it.
public final class FeedSubscription: Sendable {
    /// What came before the stream begins, for a reader who comes back; oldest first.
    public let backlog: [FeedSignal]
    /// What comes now. It ends when the stream is cut or the server stops.
    public let signals: AsyncStream<FeedSignal>
    private let progress: FeedProgress
    private let continuation: AsyncStream<FeedSignal>.Continuation
    private let leave: @Sendable () -> Void

    init(
        backlog: [FeedSignal],
        signals: AsyncStream<FeedSignal>,
        continuation: AsyncStream<FeedSignal>.Continuation,
        progress: FeedProgress,
        leave: @escaping @Sendable () -> Void
    ) {
        self.backlog = backlog
        self.signals = signals
        self.continuation = continuation
        self.progress = progress
        self.leave = leave
    }

    deinit {
        self.leave()
    }

    /// Tells that one of ``signals`` has been written to the reader.
    public func noteTaken() {
        self.progress.noteTaken(at: .now)
    }

    /// Ends the stream: its signals end, and its place is free.
    public func end() {
        self.continuation.finish()
        self.leave()
    }
}
