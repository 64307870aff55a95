/// What the sealing of decisions keeps to.
struct SealingLimits: Sendable {
    /// How long after its end a day is closed: servers whose clock is late, and spools that wait, have shipped by then.
    var closingDelay = Duration.seconds(3600)
    /// How long an addition gathers what comes late, from the first on: a server that was cut off ships all it has.
    var additionDelay = Duration.seconds(3600)
    /// How many tenants are looked through at once for decisions of a day: a probe of the primary key each.
    var tenantPageSize = 1000
    /// How many such pages one round turns: days and tenants that are left wait for the next.
    var pagesPerRound = 20
    /// How many additions are closed at once, while shipping waits.
    var closedAdditionsPerRound = 1000
    /// How many segments one round tries: a few seconds of one connection of the pool, unless they are large.
    var segmentsPerRound = 500
    /// How many decisions one round reads at least before it ends: some ten seconds.
    var decisionsPerRound = 500_000
    /// How many decisions are read at once: some hundred kilobytes.
    var decisionPageSize = 2000
    /// How long Postgres lets us be silent while we hold a segment, in milliseconds: a server that is frozen then is not
    /// waited for.
    let longestSilence = "30000"
}
