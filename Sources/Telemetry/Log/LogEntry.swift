public import Logging

/// One thing to log, before it becomes a line.
public struct LogEntry: Sendable {
    /// When it happened, in Unix time.
    public var time: Timestamp

    /// How much it matters.
    public var level: Logger.Level

    /// The logger's label, such as `hookswitch.calls`.
    public var label: String

    /// What happened: fixed text. What varies is metadata.
    public var message: String

    /// What varies.
    public var metadata: Logger.Metadata

    /// An entry that happens now.
    public init(level: Logger.Level, label: String, message: String, metadata: Logger.Metadata = [:]) {
        self.time = .now
        self.level = level
        self.label = label
        self.message = message
        self.metadata = metadata
    }
}
