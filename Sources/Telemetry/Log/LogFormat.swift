public import Logging

/// How a log line looks.
public enum LogFormat: String, CaseIterable, Sendable {
    /// One JSON object a line, for machines.
    case json

    /// One readable line, for a terminal.
    case text

    /// The line for an entry, with its line feed. It has no other control character.
    public func encode(_ entry: LogEntry) -> [UInt8] {
        switch self {
        case .json: JSONLogLine(entry).bytes
        case .text: TextLogLine(entry).bytes
        }
    }

    /// A handler that writes in this format, for `LoggingSystem.bootstrap`.
    public func handler(label: String, pipe: LogPipe, level: Logger.Level) -> any LogHandler {
        switch self {
        case .json: JSONLogHandler(label: label, pipe: pipe, logLevel: level)
        case .text: TextLogHandler(label: label, pipe: pipe, logLevel: level)
        }
    }
}
