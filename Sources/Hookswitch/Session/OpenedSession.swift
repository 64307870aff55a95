public import Foundation
public import Routing

/// A session just opened. Its secret goes into the browser's cookie this once: only its digest is kept.
public struct OpenedSession: Sendable {
    /// What the cookie holds.
    public let secret: Secret
    /// When it stops working.
    public let expiresAt: Date
}
