/// Something that goes wrong on purpose, for some requests.
///
/// Of several faults that fit a request, the one set last is applied.
public struct Fault: Sendable, Hashable {
    /// Whose requests a fault hits.
    public enum Scope: Sendable, Hashable {
        /// Everyone's.
        case all
        /// Those for one environment, given as any of its hosts or its name, or for another host such as Entra's.
        case host(String)
        /// Those of one Entra tenant, given as its GUID or domain: its token requests and its environments' data.
        case tenant(String)
    }

    /// The part of the Microsoft cloud that a fault is in.
    public enum Path: String, Sendable, Hashable, CaseIterable {
        /// Entra's token endpoint.
        case token
        /// Entra's OpenID discovery.
        case discovery
        /// Dataverse.
        case data
    }

    /// Whose requests are hit.
    public var scope: Scope
    /// Which part is broken; none means all of them.
    public var path: Path?
    /// The entity set (`contacts`) or function (`WhoAmI`) that is hit; none means all.
    public var table: String?
    /// Text that must occur in the raw query, such as `contains(`; none means any query.
    public var queryContains: String?
    /// What goes wrong.
    public var effect: FaultEffect
    /// How long the simulator waits before it does anything, in milliseconds.
    public var delayMilliseconds: Int
    /// How many requests are hit before the fault is gone; none means all until it is cleared.
    public var times: Int?
    /// The share of fitting requests that is hit, from 0 to 1.
    public var probability: Double

    /// A fault with this effect.
    public init(
        _ effect: FaultEffect,
        scope: Scope = .all,
        path: Path? = nil,
        table: String? = nil,
        queryContains: String? = nil,
        delayMilliseconds: Int = 0,
        times: Int? = nil,
        probability: Double = 1
    ) {
        self.scope = scope
        self.path = path
        self.table = table
        self.queryContains = queryContains
        self.effect = effect
        self.delayMilliseconds = delayMilliseconds
        self.times = times
        self.probability = probability
    }
}
