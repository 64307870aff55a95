extension SpooledGap {
    /// The year 1 to the year 9999, which Postgres and whoever reads from it can name. A clock can say anything.
    private static let nameable =
        Moment(microseconds: -62_135_596_800_000_000)...Moment(microseconds: 253_402_300_799_999_999)

    /// The gap as Postgres can keep it.
    var storable: SpooledGap {
        var gap = self
        gap.firstAt = min(max(self.firstAt, Self.nameable.lowerBound), Self.nameable.upperBound)
        gap.lastAt = min(max(self.lastAt, Self.nameable.lowerBound), Self.nameable.upperBound)
        return gap
    }

    /// The records that are missing between the cursor and entries, and between one entry and the next. A writer leaves
    /// no number out, so a number that is not there was damaged, set aside unread, or deleted.
    ///
    /// When they were decided nobody knows: the times are those of their neighbours.
    static func missing(among entries: [SpoolEntry], after cursor: Int64) -> [SpooledGap] {
        var gaps: [SpooledGap] = []
        var previous = cursor
        var previousAt: Moment?
        for entry in entries {
            let gap = entry.gap
            let isCountSound = gap.count >= 1 && gap.count <= entry.sequence
            let first = isCountSound ? entry.sequence - gap.count + 1 : entry.sequence
            let times = (previousAt ?? gap.firstAt, gap.firstAt)
            if let missing = Self.missing(behind: previous, through: first - 1, between: times) { gaps.append(missing) }
            previous = entry.sequence
            previousAt = gap.lastAt
        }
        return gaps
    }

    /// The records behind one number and up to another; `nil` if there are none.
    static func missing(behind cursor: Int64, through last: Int64, between times: (Moment, Moment)) -> SpooledGap? {
        let (count, isOverflow) = last.subtractingReportingOverflow(cursor)
        guard !isOverflow, count > 0 else { return nil }
        let (one, other) = times
        return SpooledGap(sequence: last, count: count, firstAt: min(one, other), lastAt: max(one, other))
    }
}
