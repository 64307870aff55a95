import Foundation

/// How far a reader of what reaches Postgres has come. It only decides; ``DecisionFeed`` asks.
///
/// Decisions of several writers reach Postgres out of order of time: a server that was cut off ships late. But of each writer
/// they come in the order of their numbers, each batch together with the `spool_cursor` that says so. So what is new is what
/// lies between a writer's cursor as it was and as it is.
struct ShippingCursor: Hashable, Sendable {
    /// Numbers of one writer that are in Postgres and were not read.
    struct Stretch: Hashable, Sendable {
        /// Whose.
        let writer: UUID
        /// The last one read.
        let after: Int64
        /// The last one there.
        let until: Int64
    }

    /// The last number read of each writer.
    private var positions: [UUID: Int64]
    /// When the newest decision was made that was read of each writer.
    private var times: [UUID: Moment] = [:]

    /// Begins where Postgres is.
    init(at positions: [UUID: Int64]) {
        self.positions = positions
    }

    /// What is new.
    ///
    /// - Parameter current: The cursors as Postgres has them; those that did not move may be left out.
    func stretches(to current: [(writer: UUID, sequence: Int64)]) -> [Stretch] {
        current.compactMap { writer, sequence in
            let after = self.positions[writer] ?? 0
            return sequence > after ? Stretch(writer: writer, after: after, until: sequence) : nil
        }
    }

    /// The earliest moment at which a decision of these stretches was made: what bounds the search for them.
    func earliest(of stretches: [Stretch], now: Moment, limits: FeedLimits) -> Moment {
        let floor = now.advanced(by: .zero - limits.maximumLateness)
        let times = stretches.map { self.times[$0.writer]?.advanced(by: .zero - limits.disorder) ?? floor }
        return max(floor, times.min() ?? floor)
    }

    /// Notes what was read.
    ///
    /// - Parameters:
    ///   - stretches: What was asked for, in this order.
    ///   - rows: What came, by the stretches' order and then by number.
    ///   - isWhole: Whether that was all; else a limit cut it off after the last row.
    mutating func advance(
        over stretches: [Stretch],
        reading rows: [(writer: UUID, sequence: Int64, decidedAt: Moment)],
        isWhole: Bool
    ) {
        for row in rows {
            self.times[row.writer] = max(self.times[row.writer] ?? row.decidedAt, row.decidedAt)
        }
        for stretch in stretches {
            if !isWhole, let last = rows.last, stretch.writer == last.writer {
                self.positions[stretch.writer] = max(stretch.after, last.sequence)
                return
            }
            self.positions[stretch.writer] = stretch.until
        }
    }
}
