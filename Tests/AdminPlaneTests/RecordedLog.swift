import Logging
import Synchronization

/// A log that a test reads.
final class RecordedLog: Sendable {
    /// One line.
    struct Line: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: [String: String]
    }

    private let recorded = Mutex<[Line]>([])

    var lines: [Line] {
        self.recorded.withLock { $0 }
    }

    /// All that was written, to search in.
    var text: String {
        self.lines.map { "\($0.message) \($0.metadata)" }.joined(separator: "\n")
    }

    var logger: Logger {
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
