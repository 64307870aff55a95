/// A place in a writer's spool.
struct SpoolPosition: Hashable, Comparable, Sendable {
    /// Which of the writer's files.
    var number: Int
    /// How many bytes lie before it there.
    var offset: Int

    /// What is written first comes first.
    static func < (left: SpoolPosition, right: SpoolPosition) -> Bool {
        (left.number, left.offset) < (right.number, right.offset)
    }
}
