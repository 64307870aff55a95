import Logging

extension LogEntry {
    /// The entry for an event of swift-log, with what the handler and the task add to it.
    ///
    /// What stands nearest to the event wins: the event's own metadata, then the task's, then the handler's. An error
    /// is written as its description, which by our rules is safe to show; its debug description is not.
    init(_ event: LogEvent, label: String, metadata: Logger.Metadata, provider: Logger.MetadataProvider?) {
        var merged = metadata
        if let provider { merged.merge(provider.get()) { _, task in task } }
        if let own = event.metadata { merged.merge(own) { _, own in own } }
        if let error = event.error, merged["error"] == nil { merged["error"] = "\(error)" }
        self.init(level: event.level, label: label, message: event.message.description, metadata: merged)
    }
}
