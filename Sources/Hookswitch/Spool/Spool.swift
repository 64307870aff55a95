import Foundation
public import Logging
public import ServiceLifecycle
import Synchronization
public import Telemetry

/// The decisions of this node on their way to Postgres: a directory of files, written before a call is answered and
/// shipped afterwards.
///
/// Each event loop has a ``SpoolLane`` of its own and waits for no other. Run the spool as a service below the
/// ``SpoolShipper``, and the shipper below whatever answers calls, so that each stops before what it needs.
public final class Spool: Sendable {
    /// Wakes the shipper.
    let bell: SpoolBell
    /// What is not shipped.
    let backlog: SpoolBacklog

    private let lanes: [SpoolLane]
    private let limits: SpoolLimits
    private let usage: SpoolUsage
    private let counters: SpoolCounters
    private let syncer: SpoolSyncer
    private let logger: Logger
    private let clock: any Clock<Duration>
    /// Held as long as the spool lives.
    private let lock: SpoolLock

    private init(
        directory: SpoolDirectory,
        lock: SpoolLock,
        laneCount: Int,
        limits: SpoolLimits,
        random: inout some RandomNumberGenerator,
        metrics: MetricRegistry,
        logger: Logger,
        clock: any Clock<Duration>
    ) throws(SpoolError) {
        self.lock = lock
        self.limits = limits
        self.logger = logger
        self.clock = clock
        self.usage = SpoolUsage(maximumByteCount: limits.maximumByteCount)
        self.counters = SpoolCounters()
        self.bell = SpoolBell()
        let found = try directory.segments()
        // A file that was made beforehand and never written to, by a process that was killed.
        for (name, byteCount) in found where byteCount == 0 { try directory.delete(name) }
        let leftovers = found.filter { $0.byteCount > 0 }
        self.usage.add(leftovers.reduce(0) { $0 + $1.byteCount })
        let flushDurations = metrics.spoolFlushDurations()
        var lanes: [SpoolLane] = []
        for _ in 0..<max(1, laneCount) {
            lanes.append(
                try SpoolLane(
                    directory: directory.path,
                    writer: UUID(high: random.next(), low: random.next()),
                    limits: limits,
                    usage: self.usage,
                    bell: self.bell,
                    flushDurations: flushDurations
                )
            )
        }
        self.lanes = lanes
        self.syncer = SpoolSyncer(directory: directory.path, lanes: lanes)
        self.backlog = SpoolBacklog(
            directory: directory,
            lanes: lanes,
            leftovers: leftovers.map(\.name),
            limits: limits,
            usage: self.usage,
            counters: self.counters,
            logger: logger
        )
    }

    /// Opens a spool, and makes its directory (0700) if it is missing. It reads and writes files: call it at the start.
    ///
    /// - Parameters:
    ///   - directory: The path. Its parent must exist.
    ///   - laneCount: How many event loops will write.
    ///   - limits: The ceilings.
    ///   - metrics: Where the spool counts how long it writes.
    ///   - logger: Where the spool tells of trouble with the disk.
    /// - Throws: ``SpoolError``, with how to mend it; one case is that another process has the directory.
    public static func open(
        directory: String,
        laneCount: Int,
        limits: SpoolLimits = SpoolLimits(),
        metrics: MetricRegistry = MetricRegistry(),
        logger: Logger
    ) throws(SpoolError) -> Spool {
        var random = SystemRandomNumberGenerator()
        return try self.open(
            directory: directory,
            laneCount: laneCount,
            limits: limits,
            random: &random,
            metrics: metrics,
            logger: logger
        )
    }

    /// Opens a spool whose writers get their identities from `random`.
    static func open(
        directory: String,
        laneCount: Int,
        limits: SpoolLimits,
        random: inout some RandomNumberGenerator,
        metrics: MetricRegistry = MetricRegistry(),
        logger: Logger,
        clock: any Clock<Duration> = ContinuousClock()
    ) throws(SpoolError) -> Spool {
        let directory = try SpoolDirectory(directory)
        let lock = try SpoolLock(directory: directory.path)
        if directory.isOpenToOthers {
            logger.warning("Others than the owner may look into the spool directory; mend it with chmod 0700")
        }
        return try Spool(
            directory: directory,
            lock: lock,
            laneCount: laneCount,
            limits: limits,
            random: &random,
            metrics: metrics,
            logger: logger,
            clock: clock
        )
    }

    /// The lane of an event loop. A number beyond the lanes gets one of them too; two loops may share one.
    public func lane(_ index: Int) -> SpoolLane {
        self.lanes[Int(UInt(bitPattern: index) % UInt(self.lanes.count))]
    }

    /// What the spool has done and holds, for metrics.
    public var statistics: SpoolStatistics {
        var total = SpoolStatistics()
        for lane in self.lanes.map(\.statistics) {
            total.spooledCount += lane.spooledCount
            total.depth += lane.depth
            total.lostCount += lane.lostCount
            total.syncFailureCount += lane.syncFailureCount
            total.lastFailure = lane.lastFailure ?? total.lastFailure
            if let oldest = lane.oldestUnshippedAt {
                total.oldestUnshippedAt = min(oldest, total.oldestUnshippedAt ?? oldest)
            }
        }
        let leftover = self.counters.oldestLeftover.load(ordering: .relaxed)
        if leftover != 0 {
            let oldest = Moment(microseconds: leftover)
            total.oldestUnshippedAt = min(oldest, total.oldestUnshippedAt ?? oldest)
        }
        total.leftoverShippedCount = self.counters.leftoverShipped.load(ordering: .relaxed)
        total.corruptCount = self.counters.corrupt.load(ordering: .relaxed)
        total.tornCount = self.counters.torn.load(ordering: .relaxed)
        total.shippedCount = self.counters.shipped.load(ordering: .relaxed)
        total.refusedCount = self.counters.refused.load(ordering: .relaxed)
        total.unreadableCount = self.counters.unreadable.load(ordering: .relaxed)
        total.discardedCount = self.counters.discarded.load(ordering: .relaxed)
        total.destroyedCount = self.counters.destroyed.load(ordering: .relaxed)
        total.byteCount = self.usage.byteCount
        return total
    }

    /// Forces what was written to the disk, off every event loop.
    ///
    /// - Returns: 0, or the system's error number.
    @discardableResult
    public func sync() async -> Int32 {
        await self.syncer.sync()
    }
}

extension Spool: Service {
    /// Forces what was written to the disk again and again until the service is to stop, and then closes the files.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var lostCount = 0
            var syncFailureCount = 0
            var sinceLook = Duration.zero
            while !Task.isCancelled {
                do { try await self.clock.sleep(for: self.limits.syncInterval) } catch { return }
                await self.sync()
                sinceLook += self.limits.syncInterval
                if sinceLook >= self.limits.lookInterval {
                    sinceLook = .zero
                    self.bell.ring()
                }
                let statistics = self.statistics
                if statistics.lostCount > lostCount || statistics.syncFailureCount > syncFailureCount {
                    self.noteTrouble(statistics, newlyLostCount: statistics.lostCount - lostCount)
                }
                lostCount = statistics.lostCount
                syncFailureCount = statistics.syncFailureCount
            }
        }
        await self.close()
    }

    /// Writes and closes everything. Lanes still take records afterwards, into new files.
    func close() async {
        await self.syncer.close()
    }

    private func noteTrouble(_ statistics: SpoolStatistics, newlyLostCount: Int) {
        let code = statistics.lastFailure ?? 0
        self.logger.error(
            "The spool cannot be written; calls are answered and their records are lost",
            metadata: [
                "lost": "\(newlyLostCount)", "lostInAll": "\(statistics.lostCount)",
                "reason": "\(code == 0 ? "the spool is full" : SystemError.text(code))",
            ]
        )
    }
}
