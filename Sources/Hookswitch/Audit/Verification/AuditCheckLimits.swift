/// How much of the audit one request has checked.
struct AuditCheckLimits: Hashable, Sendable {
    /// A page has at most so many chains.
    static let maximumPageSize = 200

    /// So many records: with those of common size some seconds of one thread.
    var recordCount: Int64 = 50_000
    /// No chain is begun, and none read further, after this: whoever asks, and what is before the server, waits so long.
    var duration = Duration.seconds(10)
}
