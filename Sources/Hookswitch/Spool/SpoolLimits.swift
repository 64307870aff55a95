/// The ceilings of a ``Spool``, each with its reason.
public struct SpoolLimits: Hashable, Sendable {
    /// How many bytes may wait for Postgres. Beyond it calls are answered still and their records become a counted gap.
    ///
    /// 4 GiB are about 20 million decisions: a day without Postgres at 230 calls a second.
    public var maximumByteCount: Int = 4 << 30
    /// How long a segment grows before the next one is begun. Only a whole segment can be deleted, so this is also about
    /// what stays on disk of what was shipped.
    public var segmentByteCount: Int = 16 << 20
    /// How often what was written is forced to the disk. Death of the process loses nothing whatever this is, for the
    /// page cache outlives it; a power cut may lose as much as this.
    public var syncInterval: Duration = .milliseconds(250)
    /// How many records one transaction ships: enough to make its commit cheap, few enough to take no lock for long.
    public var batchRecordCount: Int = 2000
    /// How many bytes of the spool one transaction ships; bounds the memory of a batch.
    public var batchByteCount: Int = 1 << 20
    /// How many files are kept of what could not be read or shipped; beyond it they are thrown away, which is counted and
    /// logged. As many as a person may want to look through; neighbours that Postgres refuses for their time share one.
    public var maximumQuarantinedFileCount: Int = 10_000
    /// How long what was set aside is kept: callers' numbers are in it, sealed, and an erasure does not reach it. As long as a
    /// month, for somebody to look; `hookswitch doctor` warns from the first file on.
    public var quarantineLifetime: Duration = .seconds(30 * 86_400)
    /// How old the file may become that a lane writes, however small it is: what was shipped goes with it, and an erased caller
    /// must be gone from the disk within minutes. A new file costs about a millisecond, off the event loop.
    public var maximumFileAge: Duration = .seconds(300)
    /// How often the shipper looks without being rung for: a file of a lane without calls must end too.
    public var lookInterval: Duration = .seconds(60)

    /// The limits that `hookswitch serve` uses.
    public init() {}
}
