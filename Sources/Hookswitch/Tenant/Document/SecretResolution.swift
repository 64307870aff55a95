import Foundation

/// Where the secrets of a tenant document may come from.
public enum SecretResolution: Sendable {
    /// From the reader's own machine: `{ env: NAME }` and `{ file: PATH }`, and in the document itself only if allowed.
    case local(environment: [String: String], allowInline: Bool)
    /// From the document itself, as `{ value: … }`: the admin API, to which the command line sends what it resolved.
    case inlineOnly
    /// Nowhere: the document is read for all else that it says, on a machine that need not have its secret.
    case unread
}
