/// Where the time was spent when it was over.
public enum TimeoutStage: String, Hashable, Sendable, CaseIterable {
    /// Finding the address of the host.
    case nameResolution = "name_resolution"
    /// Connecting and agreeing on TLS.
    case connection
    /// Getting an access token from Entra.
    case token
    /// Waiting for the answer or reading it.
    case answer
}
