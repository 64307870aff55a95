/// A place in a writer's spool.
struct SpoolPosition: Hashable, Sendable {
    /// Which of the writer's files.
    var number: Int
    /// How many bytes lie before it there.
    var offset: Int
}
