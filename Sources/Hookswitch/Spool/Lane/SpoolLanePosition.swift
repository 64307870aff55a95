/// How far a lane has written: what its reader may look at.
struct SpoolLanePosition: Hashable, Sendable {
    /// The number of the file that is written; all before it are closed.
    let number: Int
    /// How many bytes of it are whole frames.
    let byteCount: Int
    /// The last sequence in them.
    let sequence: Int64
}
