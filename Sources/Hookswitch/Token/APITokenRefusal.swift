/// A token was not made.
public struct APITokenRefusal: Error, Hashable, Sendable {
    /// All that is wrong; never empty.
    public let flaws: [APITokenFlaw]

    /// Refuses an order.
    public init(flaws: [APITokenFlaw]) {
        self.flaws = flaws
    }
}
