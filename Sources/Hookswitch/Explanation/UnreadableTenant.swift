/// The tenant's stored document is not one that this version of Hookswitch accepts, so that nobody knows what it says.
public struct UnreadableTenant: Error, Hashable, Sendable {}
