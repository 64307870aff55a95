/// What streams of decisions may cost, so that watching calls never costs calls.
public struct FeedLimits: Sendable {
    /// How often Postgres is asked what is new: what a person watching takes for at once.
    public var pollInterval = Duration.milliseconds(500)
    /// How often a stream that has nothing to say says so. Reverse proxies commonly give up after 60 s of silence.
    public var heartbeatInterval = Duration.seconds(15)
    /// How often it is asked whether each stream's reader may still see what they are told.
    public var checkInterval = Duration.seconds(15)
    /// How long a stream's reader may take nothing before its connection is cut: three heartbeats wait for it by then.
    public var patience = Duration.seconds(45)
    /// How long one stream lasts. Its reader comes back and misses nothing, but shows its token again.
    public var maximumDuration = Duration.seconds(300)
    /// How many streams one token may have: a console's tabs and a terminal or two.
    public var maximumCountPerToken = 8
    /// How many streams one server has: a quarter of the admin plane's connections.
    public var maximumCount = 64
    /// How many events wait for one reader, some 100 kB, before it is too slow and cut.
    public var maximumWaitingCount = 256
    /// How many decisions are read at once; more are read right after them.
    public var maximumBatchCount = 1000
    /// How many past events are kept for those who come back: half a minute of 30 calls a second, some 400 kB.
    public var maximumRecentCount = 1024
    /// How long Postgres is asked on once nobody listens, so that who comes back misses nothing.
    public var lingerDuration = Duration.seconds(60)
    /// How old a decision may be that reaches Postgres and is still told. What an outage held back is history: a search
    /// finds it, and looking for it at every poll would read all that lies between.
    public var maximumLateness = Duration.seconds(600)
    /// How far decisions of one spool writer may be out of order of time: a search's end and a clock that is set.
    public var disorder = Duration.seconds(5)

    /// The limits that serve everybody.
    public init() {}
}
