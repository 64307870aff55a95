import Logging

extension RecurringWork {
    /// How late a day may be sealed; looking costs a few looks into indexes that are all but empty.
    private static let sealingRest = Duration.seconds(60)
    /// The rest between rounds while there is more than one round does: whoever reads and ships comes between.
    private static let shortSealingRest = Duration.seconds(1)

    /// Seals days that are over, records the ends of what is sealed, and drops months whose time is over, on whichever server is there.
    static func sealing(
        _ sealer: DecisionSealer,
        heads: SealedHeadRecord,
        retention: DecisionRetention,
        clocks: ClockAgreement,
        status: SealingStatus,
        logger: Logger
    ) -> RecurringWork {
        RecurringWork(
            words: Words(failing: "decisions are not sealed", again: "decisions are sealed again"),
            // A program that runs for a moment only needs none of this.
            firstRest: .seconds(10),
            logger: logger,
            restAfterFailure: { _ in Self.sealingRest },
            runOnce: {
                try await clocks.check()
                let progress = try await sealer.runOnce()
                // Before what may fail for reasons of its own: days are sealed all the same.
                status.note(progress, at: .now())
                // What is over is dropped also where the heads cannot be recorded now.
                let recorded: Result<Void, any Error>
                do { recorded = .success(_ = try await heads.runOnce()) } catch { recorded = .failure(error) }
                try await retention.runOnce()
                try recorded.get()
                return progress.isCaughtUp ? Self.sealingRest : Self.shortSealingRest
            }
        )
    }
}
