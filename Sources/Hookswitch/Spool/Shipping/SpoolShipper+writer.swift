import Foundation
import Logging
import Postgres
import Synchronization

extension SpoolShipper {
    /// Ships one batch of one writer.
    func ship(_ writer: UUID, _ progress: inout ShipProgress) async throws {
        let backlog = self.spool.backlog
        if await backlog.cursor(of: writer) == nil {
            await backlog.resume(writer, after: try await self.ledger.cursor(of: writer))
        }
        guard let batch = try await backlog.batch(of: writer) else { return }
        var cursor = batch.cursor
        try await self.ship(batch.items[...], of: writer, after: &cursor, &progress)
        let now = self.now()
        let times = (batch.items.last?.entry.decidedAt ?? now, now)
        if let reach = batch.reach,
            let missing = SpooledGap.missing(behind: cursor, through: reach, between: times)
        {
            self.logger.error(
                "Decisions that were written are in the spool no more; that they are missing is recorded",
                metadata: ["count": "\(missing.count)"]
            )
            try await self.ledger.skip(missing, of: writer, after: cursor)
            cursor = missing.sequence
        }
        try await backlog.advance(past: batch, to: cursor)
        if !batch.isLast { progress.isCaughtUp = false }
    }

    /// Ships entries in one transaction; if Postgres refuses them for what they say, in halves, down to the one at fault.
    private func ship(
        _ items: ArraySlice<SpoolBatch.Item>,
        of writer: UUID,
        after cursor: inout Int64,
        _ progress: inout ShipProgress
    ) async throws {
        guard let last = items.last else { return }
        do {
            let count = try await self.ledger.insert(items.map(\.entry), of: writer, after: cursor)
            progress.shippedCount += items.count - count
            progress.destroyedCount += count
            cursor = last.entry.sequence
            self.noteDestroyed(count)
        } catch let error as PostgresError where error.isFaultOfData {
            if error.isFaultOfTime, try await self.shipByTime(items, of: writer, after: &cursor, &progress) { return }
            guard items.count == 1 else {
                let middle = items.startIndex + items.count / 2
                try await self.ship(items[..<middle], of: writer, after: &cursor, &progress)
                try await self.ship(items[middle...], of: writer, after: &cursor, &progress)
                return
            }
            self.logger.error("The database refuses a decision; it is set aside", error: error)
            try await self.setAside(items, of: writer, after: &cursor, &progress)
        }
    }

    /// Tells of decisions that were thrown away because their tenants were destroyed.
    private func noteDestroyed(_ count: Int) {
        guard count > 0 else { return }
        self.spool.backlog.counters.destroyed.wrappingAdd(count, ordering: .relaxed)
        self.logger.notice(
            "Decisions of tenants that were destroyed are thrown away",
            metadata: ["count": "\(count)"]
        )
    }

    /// Ships entries of moments that Postgres keeps, and sets aside those of moments that it does not, which a clock that
    /// was wrong has made. While our clock is wrong they wait, for all that are still to come are no better; once it is
    /// mended they must not keep the others back, and waiting would not help most of them.
    ///
    /// - Returns: Whether there were any of the latter. If not, nothing was done: something else is at fault.
    private func shipByTime(
        _ items: ArraySlice<SpoolBatch.Item>,
        of writer: UUID,
        after cursor: inout Int64,
        _ progress: inout ShipProgress
    ) async throws -> Bool {
        let kept = try await self.ledger.keptMoments()
        guard items.contains(where: { !$0.entry.isKept(in: kept) }) else { return false }
        var rest = items
        while let first = rest.first {
            let isKept = first.entry.isKept(in: kept)
            let run = rest.prefix { $0.entry.isKept(in: kept) == isKept }
            rest = rest.dropFirst(run.count)
            if isKept {
                try await self.ship(run, of: writer, after: &cursor, &progress)
                continue
            }
            guard kept.contains(self.now()) else { throw ShipError.clocksApart }
            self.logger.error(
                "Decisions bear a time of which the database keeps none, from a clock that was wrong; they are set aside",
                metadata: ["count": "\(run.count)"]
            )
            try await self.setAside(run, of: writer, after: &cursor, &progress)
        }
        return true
    }

    /// Keeps entries out of Postgres, which will not have them: their bytes go to `corrupt/` and a gap to Postgres.
    private func setAside(
        _ items: ArraySlice<SpoolBatch.Item>,
        of writer: UUID,
        after cursor: inout Int64,
        _ progress: inout ShipProgress
    ) async throws {
        guard let last = items.last else { return }
        try await self.spool.backlog.setAside(items, of: writer)
        try await self.ledger.skip(items.map(\.entry), of: writer, after: cursor)
        progress.refusedCount += items.count
        cursor = last.entry.sequence
    }
}

extension SpoolEntry {
    /// Whether Postgres has or makes a place for it. A gap needs none.
    fileprivate func isKept(in moments: ClosedRange<Moment>) -> Bool {
        guard case .decision(let decision) = self else { return true }
        return moments.contains(decision.decidedAt)
    }
}

extension PostgresError {
    /// Whether the values are at fault, so that the same would be refused for ever: data exceptions (class 22), broken
    /// constraints (23), and values that cannot even be sent. Missing tables and privileges are the operator's to mend.
    fileprivate var isFaultOfData: Bool {
        self.kind == .invalidParameter || ["22", "23"].contains(self.sqlState?.classCode)
    }

    /// Whether a moment is at fault: `datetime_field_overflow`, of a value that no timestamp holds, or raised by
    /// `hookswitch.ensure_decision_partition` for one of which no decision is kept.
    fileprivate var isFaultOfTime: Bool {
        self.sqlState?.code == "22008"
    }
}
