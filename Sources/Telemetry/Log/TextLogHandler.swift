public import Logging

/// Writes log entries as readable lines through a ``LogPipe``; logging never waits for a reader.
public struct TextLogHandler: LogHandler {
    /// Entries below this level are not written.
    public var logLevel: Logger.Level

    /// Metadata of every entry.
    public var metadata: Logger.Metadata = [:]

    /// Adds metadata of the task that logs.
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let pipe: LogPipe

    /// A handler for one logger.
    public init(label: String, pipe: LogPipe, logLevel: Logger.Level = .info) {
        self.label = label
        self.pipe = pipe
        self.logLevel = logLevel
    }

    /// Metadata of every entry, by key.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    /// Writes one entry.
    public func log(event: LogEvent) {
        let entry = LogEntry(event, label: self.label, metadata: self.metadata, provider: self.metadataProvider)
        self.pipe.write(LogFormat.text.encode(entry))
    }
}
