/// Verifies one tenant's segments as they come, each with its decisions behind it.
struct SegmentChainVerification: Sendable {
    private let tenant: TenantID
    /// The segments that are as they should be, one after the other, and the line of each.
    private var segments: [(sealed: SealedSegment, line: Int)] = []
    /// The decisions of the last of them.
    private var rows = SegmentRowsVerification.none
    /// Places in ``segments`` of those that have decisions no more.
    private var emptied: [Int] = []
    /// A segment that came too early: what belongs before it is missing, or comes later.
    private var gap: (found: Int64, line: Int)?
    private var fault: SegmentFault?
    private var decisionCount: Int64 = 0
    private var erasedCount: Int64 = 0
    /// The number that the next segment must have.
    private var expected: Int64 = 1
    /// The hash that it must stand on.
    private var previousHash = AuditHash.zero
    /// Whether ``rows`` are those of the last segment, and not all read.
    private var hasRows = false
    private var restarts: [SignedRestart] = []
    /// What was wrong before each restart.
    private var earlierFaults: [SegmentFault] = []
    private var strays: [(stray: StrayDecisions, line: Int)] = []

    init(tenant: TenantID) {
        self.tenant = tenant
    }

    /// Reads a segment; what came before it is complete now.
    mutating func read(_ sealed: SealedSegment, publicKeys: [String: AuditPublicKey], line: Int) {
        guard self.fault == nil else { return }
        let (expected, number) = (self.expected, sealed.segment.number)
        if let gap {
            guard number == expected, sealed.isIntact else { return }
            let detail = "segment \(expected) comes after segment \(gap.found), which belongs behind it"
            return self.note(.swapped, expected, nil, line: gap.line, detail)
        }
        self.endRows(line: line)
        guard self.fault == nil else { return }
        guard sealed.isIntact else {
            let detail = "segment \(expected), or what stands in its place, was changed: it does not have its hash"
            return self.note(.edited, expected, sealed.segment.key.day, line: line, detail)
        }
        guard number == expected else {
            if number > expected {
                self.gap = (number, line)
            } else {
                self.note(.inserted, max(1, number), nil, line: line, "there is a second segment \(number)")
            }
            return
        }
        if let (kind, detail) = self.fault(of: sealed, publicKeys: publicKeys) {
            return self.note(kind, number, sealed.segment.key.day, line: line, detail)
        }
        self.segments.append((sealed, line))
        self.expected = number + 1
        self.previousHash = sealed.hash
        self.hasRows = true
        self.rows = SegmentRowsVerification(sealed.segment)
    }

    private func fault(
        of sealed: SealedSegment,
        publicKeys: [String: AuditPublicKey]
    ) -> (AuditFault.Kind, String)? {
        let number = sealed.segment.number
        guard sealed.segment.previousHash == self.previousHash else {
            return (.rewritten, "segment \(number) does not follow the segment before it: one of the two was put there")
        }
        guard let key = publicKeys[sealed.keyID] else {
            return (.unknownKey, "segment \(number) is signed with a key that was not given")
        }
        guard sealed.isSigned(by: key) else {
            return (.wrongSignature, "the signature of segment \(number) is not that of the key")
        }
        return nil
    }

    /// Reads that somebody began anew: what was wrong before stays wrong, and what comes stands on this.
    mutating func read(_ signed: SignedRestart, publicKeys: [String: AuditPublicKey], line: Int) {
        if self.fault == nil, self.gap == nil { self.endRows(line: line) }
        let number = signed.restart.number
        let kind: AuditFault.Kind? =
            if let key = publicKeys[signed.keyID] {
                !signed.isIntact ? .edited : signed.isSigned(by: key) ? nil : .wrongSignature
            } else {
                .unknownKey
            }
        if let kind {
            guard self.fault == nil else { return }
            let detail = "the restart before segment \(number) is not one that the given keys signed"
            return self.note(kind, number, nil, line: line, detail)
        }
        if self.fault == nil, self.gap == nil, number != self.expected {
            let detail = "segments are missing before the restart at segment \(number)"
            self.note(
                number > self.expected ? .missing : .inserted,
                min(number, self.expected),
                nil,
                line: line,
                detail
            )
        }
        self.earlierFaults += [self.fault ?? self.missing].compactMap { $0 }
        (self.fault, self.gap, self.rows, self.hasRows) = (nil, nil, .none, false)
        (self.expected, self.previousHash) = (number, signed.hash)
        self.restarts.append(signed)
    }

    /// Reads that there are decisions that belong to no segment.
    mutating func read(_ stray: StrayDecisions, line: Int) {
        self.strays.append((stray, line))
    }

    /// Reads a decision of the last segment.
    mutating func read(_ placed: PlacedDecision, line: Int) {
        guard self.fault == nil, self.gap == nil else { return }
        guard self.hasRows, let current = self.segments.last?.sealed.segment else {
            let detail = "segment \(self.expected) is missing, and its decisions are not"
            return self.note(.missing, self.expected, nil, line: line, detail)
        }
        if placed.segment == self.expected, self.rows.isComplete || self.rows.isUntouched {
            let detail = "segment \(placed.segment) is missing, and its decisions are not"
            return self.note(.missing, placed.segment, nil, line: line, detail)
        }
        self.rows.read(placed, of: current, line: line)
        if placed.decision.caller.isErased { self.erasedCount += 1 }
    }

    /// Notes a line that is none of an export's, in the place of a segment or of a decision.
    mutating func note(_ detail: String, isSegment: Bool, line: Int) {
        guard self.fault == nil, self.gap == nil else { return }
        if isSegment {
            self.endRows(line: line)
            guard self.fault == nil else { return }
            return self.note(.unreadable, self.expected, nil, line: line, detail)
        }
        let current = self.segments.last?.sealed.segment
        let place = self.rows.expected
        let site = SegmentFault.Site(
            tenant: self.tenant,
            segment: current?.number,
            day: current?.key.day,
            places: place...place,
            line: line
        )
        self.fault = SegmentFault(.unreadable, at: site, detail)
    }

    private mutating func note(
        _ kind: AuditFault.Kind,
        _ segment: Int64,
        _ day: UTCDay?,
        line: Int,
        _ detail: String
    ) {
        let site = SegmentFault.Site(tenant: self.tenant, segment: segment, day: day, line: line)
        self.fault = SegmentFault(kind, at: site, detail)
    }

    /// Holds the decisions of the last segment against what it says of them.
    private mutating func endRows(line: Int?) {
        guard self.hasRows, let current = self.segments.last?.sealed.segment else { return }
        self.hasRows = false
        switch self.rows.conclude(current, nextLine: line) {
        case .intact(let count): self.decisionCount += count
        case .emptied: self.emptied.append(self.segments.count - 1)
        case .faulty(let fault): self.fault = fault
        }
        self.rows = .none
    }

    /// What came of it, after the last line.
    func conclude(
        drops: [DroppedMonth],
        savedHeads: [SegmentHead]
    ) -> (summary: SegmentVerdict.Tenant, faults: [SegmentFault]) {
        var ended = self
        if ended.fault == nil, ended.gap == nil { ended.endRows(line: nil) }
        let found = [ended.fault ?? ended.missing, ended.undropped(drops)].compactMap { $0 }
        // Of two the one of the earlier segment: decisions that are gone are known only now.
        let fault =
            found.min { ($0.segment ?? .max) < ($1.segment ?? .max) } ?? ended.judge(savedHeads) ?? ended.strayFault
        let days = ended.segments.map(\.sealed.segment.key.day)
        let last = ended.segments.last?.sealed
        let summary = SegmentVerdict.Tenant(
            tenantID: self.tenant.description,
            segmentCount: Int64(ended.segments.count),
            decisionCount: ended.decisionCount,
            erasedCount: ended.erasedCount,
            droppedSegmentCount: Int64(ended.emptied.count),
            droppedDecisionCount: ended.emptied.reduce(0) { $0 + ended.segments[$1].sealed.segment.decisionCount },
            firstDay: days.min()?.description,
            lastDay: days.max()?.description,
            restarts: ended.restarts.map { SegmentVerdict.Restart($0) },
            lateSeals: ended.segments.compactMap { SegmentVerdict.LateSeal($0.sealed) },
            head: fault == nil ? last?.segment.head.description : nil,
            sealedAt: fault == nil ? last?.sealedAt.exactText : nil
        )
        return (summary, ended.earlierFaults + [fault].compactMap { $0 })
    }

    private var missing: SegmentFault? {
        guard let gap else { return nil }
        let detail = "segments are missing before segment \(gap.found)"
        let site = SegmentFault.Site(tenant: self.tenant, segment: self.expected, line: gap.line)
        return SegmentFault(.missing, at: site, detail)
    }

    /// The first segment without decisions of which no drop says that they had to go.
    private func undropped(_ drops: [DroppedMonth]) -> SegmentFault? {
        for index in self.emptied {
            let (sealed, line) = self.segments[index]
            guard !drops.contains(where: { $0.covers(sealed) }) else { continue }
            let segment = sealed.segment
            let site = SegmentFault.Site(
                tenant: self.tenant,
                segment: segment.number,
                day: segment.key.day,
                places: 1...max(1, segment.decisionCount),
                line: line
            )
            let detail = "segment \(segment.number) has no decisions, and no signed drop says that they had to go"
            return SegmentFault(.missing, at: site, detail)
        }
        return nil
    }

    /// The first decisions that belong to no segment, though their day is closed.
    private var strayFault: SegmentFault? {
        guard let (stray, line) = self.strays.first else { return nil }
        let site = SegmentFault.Site(tenant: self.tenant, day: stray.key.day, line: line)
        let detail = "the database has decisions of \(stray.key.day), part \(stray.key.part), that are in no segment"
        return SegmentFault(.unsigned, at: site, detail)
    }

    /// Holds heads that were kept elsewhere against the segments. Of what a restart left behind it is known already that it is
    /// not as it was.
    private func judge(_ savedHeads: [SegmentHead]) -> SegmentFault? {
        let start = self.earlierFaults.isEmpty ? 0 : self.restarts.last?.restart.number ?? 0
        let places = Dictionary(self.segments.map { ($0.sealed.segment.number, $0) }) { first, _ in first }
        for head in savedHeads.sorted(by: { $0.number < $1.number }) where head.number >= start {
            let count = self.expected - 1
            guard head.number <= count else {
                let site = SegmentFault.Site(tenant: self.tenant, segment: count + 1)
                let detail = "the file ends at segment \(count), and a saved head is of segment \(head.number)"
                return SegmentFault(.cut, at: site, detail)
            }
            guard let (sealed, line) = places[head.number], sealed.hash != head.hash else { continue }
            let site = SegmentFault.Site(tenant: self.tenant, segment: head.number, line: line)
            let detail = "a saved head names another segment \(head.number): history was written anew"
            return SegmentFault(.rewritten, at: site, detail)
        }
        return nil
    }
}

extension SegmentedCaller {
    fileprivate var isErased: Bool {
        guard case .erased = self else { return false }
        return true
    }
}
