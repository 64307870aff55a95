import NIOCore

/// What a listener takes from its peers at most; the simulator must outlive the clients it tests.
enum ServerLimits {
    /// Connections open at once; beyond it new ones are closed.
    static let maximumConnectionCount = 2048
    /// A token request is under 4 KiB; a scenario sent to the control plane may be larger.
    static let maximumBodyByteCount = 8 * 1024 * 1024
    /// Requests (in parts) that a peer may send ahead of the answer before it.
    static let maximumPipelinedPartCount = 256
    /// How long a silent connection, hung on purpose or not, is kept.
    static let idleTime = TimeAmount.minutes(5)
    /// An endless answer ends here, lest it fill a client's disk.
    static let maximumEndlessByteCount = 256 * 1024 * 1024
}
