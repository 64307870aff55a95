/// Documents name tenants in which the operator may not work: others', or new ones, and nothing tells the two apart.
public struct TenantsOutOfReach: Error, Hashable, Sendable {
    /// Which of the documents, from zero.
    public let documents: [Int]
}
