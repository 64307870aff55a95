import Logging
import Synchronization

/// A log that a test reads.
final class RecordedLog: Sendable {
    private struct Line {
        let level: Logger.Level
        let message: String
    }

    private let lines = Mutex<[Line]>([])

    var logger: Logger {
        var logger = Logger(label: "spool test") { _ in Writer(log: self) }
        logger.logLevel = .trace
        return logger
    }

    /// What was written at a level, in order.
    func messages(_ level: Logger.Level) -> [String] {
        self.lines.withLock { lines in lines.filter { $0.level == level }.map(\.message) }
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
            let line = Line(level: event.level, message: "\(event.message)")
            self.log.lines.withLock { $0.append(line) }
        }
    }
}
