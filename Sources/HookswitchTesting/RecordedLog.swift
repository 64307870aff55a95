public import Logging
import Synchronization

/// A log that a test reads.
public final class RecordedLog: Sendable {
    /// One line.
    public struct Line: Sendable {
        /// How grave it is.
        public let level: Logger.Level
        /// What it says.
        public let message: String
        /// What goes with it, as text.
        public let metadata: [String: String]
    }

    private let recorded = Mutex<[Line]>([])

    /// An empty log.
    public init() {}

    /// What was written, in order.
    public var lines: [Line] {
        self.recorded.withLock { $0 }
    }

    /// All that was written, to search in.
    public var text: String {
        self.lines.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
    }

    /// What was written at a level, in order.
    public func messages(_ level: Logger.Level) -> [String] {
        self.lines.filter { $0.level == level }.map(\.message)
    }

    /// Writes to this log, at every level.
    public var logger: Logger {
        var logger = Logger(label: "test") { _ in Writer(log: self) }
        logger.logLevel = .trace
        return logger
    }

    private func append(_ line: Line) {
        self.recorded.withLock { $0.append(line) }
    }

    private struct Writer: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { self.metadata[key] }
            set { self.metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { "\($0)" }
            self.log.append(Line(level: event.level, message: "\(event.message)", metadata: metadata))
        }
    }
}
