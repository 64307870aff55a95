import Foundation
public import Logging
public import ServiceLifecycle

/// Takes decisions from the spool to Postgres, each exactly once.
///
/// Entries and the cursor that says how far they reach are committed together. Whatever the shipper does not know, after a
/// crash or a commit whose answer was lost, it reads from the cursor.
public struct SpoolShipper: Service {
    /// How long to let decisions gather after the first, so that a commit carries many.
    private static let gatherInterval: Duration = .milliseconds(100)
    /// The longest rest between batches of a backlog; see ``rest(after:)``. More than a batch takes where calls and
    /// Postgres share busy cores, so that the half holds there, of all places.
    private static let longestRest: Duration = .milliseconds(250)
    /// How long a shutdown waits for the rest to be shipped. What is not stays in the spool and goes at the next start.
    private static let drainTimeLimit: Duration = .seconds(5)
    /// After how many failures in a row it is said again that the clocks are apart: some five minutes.
    private static let clockReminder = 30

    let spool: Spool
    let ledger: DecisionLedger
    let logger: Logger
    private let clocks: ClockAgreement
    private let clock: any Clock<Duration>
    let now: @Sendable () -> Moment

    /// Makes a shipper. A spool has one.
    public init(
        spool: Spool,
        database: Database,
        logger: Logger,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.spool = spool
        self.ledger = DecisionLedger(database: database)
        self.clocks = ClockAgreement(database: database, now: now)
        self.logger = logger
        self.clock = clock
        self.now = now
    }

    /// Ships until the service is to stop, and then what is left, within a limit of time.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await self.shipContinuously()
        }
        guard !Task.isCancelled else { return }
        await self.drain()
    }

    /// Ships one batch of every writer that has something.
    ///
    /// - Throws: What failed, after which nothing is lost or done twice: call again.
    public func runOnce() async throws -> ShipProgress {
        var progress = ShipProgress()
        var failureOfOne: (any Error)?
        for writer in await self.spool.backlog.writers {
            do {
                try await self.ship(writer, &progress)
            } catch {
                await self.spool.backlog.forgetCursor(of: writer)
                // One file that cannot be read or deleted, or that must wait, keeps no other writer's decisions back.
                guard error is SpoolError || error as? ShipError == .clocksApart else { throw error }
                failureOfOne = error
            }
        }
        let now = self.now()
        await self.dropOldQuarantine(at: now)
        if await self.spool.backlog.rotateShipped(isEnding: false, at: now) { progress.isCaughtUp = false }
        if let failureOfOne { throw failureOfOne }
        return progress
    }
}

extension SpoolShipper {
    private func shipContinuously() async {
        var backoff = ShipBackoff()
        var random = SystemRandomNumberGenerator()
        var rings = self.spool.bell.rings.makeAsyncIterator()
        while !Task.isCancelled {
            self.spool.bell.silence()
            let startedAt = ContinuousClock.now
            do {
                let progress = try await self.runOnce()
                self.noteRecovery(after: &backoff)
                guard progress.isCaughtUp else {
                    try await self.clock.sleep(for: Self.rest(after: .now - startedAt))
                    continue
                }
                guard await rings.next() != nil else { return }
                try await self.clock.sleep(for: Self.gatherInterval)
            } catch is CancellationError {
                return
            } catch ShipError.cursorMoved {
                // The cursor is read again, and that is all.
                do { try await self.clock.sleep(for: Self.gatherInterval) } catch { return }
            } catch {
                guard !Task.isCancelled else { return }
                self.noteFailure(error, after: backoff)
                do { try await self.clock.sleep(for: backoff.next(using: &random)) } catch { return }
            }
        }
    }

    /// Ships what is left, and ends files so that nothing stays behind.
    private func drain() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    repeat {
                        while try await !self.runOnce().isCaughtUp {}
                    } while await self.spool.backlog.rotateShipped(isEnding: true, at: self.now())
                } catch {
                    self.logger.debug("Not all decisions were shipped; they go at the next start", error: error)
                }
            }
            group.addTask {
                do { try await self.clock.sleep(for: Self.drainTimeLimit) } catch { return }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Deletes what has lain in the quarantine for too long, unless only a clock that is wrong says so.
    private func dropOldQuarantine(at now: Moment) async {
        guard await self.spool.backlog.hasOldQuarantine(at: now) else { return }
        do {
            try await self.clocks.check()
        } catch {
            // It is looked at again with the next look; nothing is lost meanwhile.
            self.logger.warning("Old files in corrupt/ stay until the clocks agree", error: error)
            return
        }
        await self.spool.backlog.dropOldQuarantine(at: now)
    }

    /// As long as the batch took, up to a limit: a backlog takes at most half of what Postgres and we have, and calls
    /// take the other.
    private static func rest(after duration: Duration) -> Duration {
        min(duration, Self.longestRest)
    }

    private func noteFailure(_ error: any Error, after backoff: ShipBackoff) {
        if error as? ShipError == .clocksApart {
            guard backoff.failureCount % Self.clockReminder == 0 else { return }
            self.logger.error(
                "The clocks of this server and of the database are months apart; decisions wait in the spool until they agree"
            )
            return
        }
        guard backoff.failureCount == 0 else { return }
        self.logger.warning("Decisions cannot be shipped; they wait in the spool", error: error)
    }

    private func noteRecovery(after backoff: inout ShipBackoff) {
        guard backoff.failureCount > 0 else { return }
        self.logger.notice("Decisions are shipped again", metadata: ["failures": "\(backoff.failureCount)"])
        backoff.reset()
    }
}
