/// One thing that the spool holds.
enum SpoolEntry: Hashable, Sendable {
    /// A decision.
    case decision(SpooledDecision)
    /// Lost decisions.
    case gap(SpooledGap)

    /// Its number in its writer's spool.
    var sequence: Int64 {
        switch self {
        case .decision(let decision): decision.sequence
        case .gap(let gap): gap.sequence
        }
    }

    /// The gap that it leaves, or is, if it does not come to Postgres.
    var gap: SpooledGap {
        switch self {
        case .decision(let decision):
            SpooledGap(
                sequence: decision.sequence,
                count: 1,
                firstAt: decision.decidedAt,
                lastAt: decision.decidedAt
            )
        case .gap(let gap): gap
        }
    }

    /// When it was decided, or when the first lost one was.
    var decidedAt: Moment {
        switch self {
        case .decision(let decision): decision.decidedAt
        case .gap(let gap): gap.firstAt
        }
    }
}
