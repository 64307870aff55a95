/// What one pass of the ``SpoolShipper`` did.
public struct ShipProgress: Hashable, Sendable {
    /// How many entries went to Postgres.
    public var shippedCount = 0
    /// How many decisions were thrown away because their tenants are destroyed.
    public var destroyedCount = 0
    /// How many entries were set aside because Postgres refuses them.
    public var refusedCount = 0
    /// Whether nothing more was there to be shipped.
    public var isCaughtUp = true
}
