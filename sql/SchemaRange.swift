/// The schemas with which a server of this binary starts, by the number of their newest step.
public struct SchemaRange: Hashable, Sendable {
    /// The oldest.
    public let minimum: Int32
    /// The newest.
    public let maximum: Int32

    /// What this binary works with: its own newest step and no other.
    ///
    /// Every statement is written for that step and looks at nothing before it uses a column, so an older schema would fail call by
    /// call instead of at the start. The day some code can do without a step, the minimum goes down, here and nowhere else.
    public static let supported = SchemaRange(minimum: Self.newestStep, maximum: Self.newestStep)

    private static let newestStep = Migration.all.last?.version ?? 0

    /// Whether a schema is among them.
    public func contains(_ version: Int32) -> Bool {
        (self.minimum...self.maximum).contains(version)
    }
}
