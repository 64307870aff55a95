/// Verifies an export of segments with public keys alone, line by line. The hashes of one segment are held in memory: 32
/// bytes for each of its decisions.
public struct SegmentVerification: Sendable {
    /// By these a line that cannot be read is told from a decision, for there are many more of those.
    private static let markOfSegment = #""decision_count""#
    private static let markOfDrop = #""dropped_at""#

    private let publicKeys: [String: AuditPublicKey]
    private let savedHeads: [SegmentHead]
    /// Heads that the installation's audit has, of whatever tenants.
    private let recordedHeads: [SegmentHead]
    private var tenants: [TenantID: SegmentChainVerification] = [:]
    private var order: [TenantID] = []
    private var drops: [DroppedMonth] = []
    private var lineNumber = 0
    /// What is wrong with lines that belong to no tenant.
    private var fault: SegmentFault?

    /// Begins a verification.
    ///
    /// - Parameters:
    ///   - publicKeys: Those of `hookswitch audit public-key`. What is signed with any other is a fault.
    ///   - savedHeads: Heads that were kept elsewhere: the file must go at least as far.
    ///   - recordedHeads: Those of ``SegmentHead/recorded(inAuditLine:)``, also of tenants that the file is not about.
    public init(
        publicKeys: [AuditPublicKey],
        savedHeads: [SegmentHead] = [],
        recordedHeads: [SegmentHead] = []
    ) {
        self.recordedHeads = recordedHeads
        self.publicKeys = publicKeys.reduce(into: [:]) { $0[$1.id] = $1 }
        self.savedHeads = savedHeads
    }

    /// Reads the next line of the file, without its line feed.
    public mutating func read(_ line: String) {
        self.lineNumber += 1
        do throws(AuditLineError) {
            try self.take(line)
        } catch {
            let reason = error == .type ? "it is none of its kinds of line" : "\(error)"
            let detail = "line \(self.lineNumber) is not one of an export: \(reason)"
            guard let tenant = self.order.last, !line.contains(Self.markOfDrop) else {
                return self.note(.unreadable, detail)
            }
            let isSegment = line.contains(Self.markOfSegment)
            self.tenants[tenant]?.note(detail, isSegment: isSegment, line: self.lineNumber)
        }
    }

    /// What came of it, after the last line.
    public func verdict() -> SegmentVerdict {
        var tenants: [SegmentVerdict.Tenant] = []
        var faults = [self.fault].compactMap { $0 }
        for id in self.order {
            guard let chain = self.tenants[id] else { continue }
            let conclusion = chain.conclude(
                drops: self.drops,
                savedHeads: (self.savedHeads + self.recordedHeads).filter { $0.tenant == id }
            )
            tenants.append(conclusion.summary)
            faults += conclusion.faults
        }
        for saved in self.savedHeads where self.tenants[saved.tenant] == nil {
            let site = SegmentFault.Site(tenant: saved.tenant, segment: 1)
            faults.append(
                SegmentFault(.cut, at: site, "the file has no segment, and the saved head says that there were")
            )
        }
        if self.order.isEmpty, faults.isEmpty {
            faults.append(SegmentFault(.unreadable, at: SegmentFault.Site(), "there is no segment in the file"))
        }
        return SegmentVerdict(
            tenants: tenants,
            faults: faults.sorted { ($0.line ?? .max) < ($1.line ?? .max) }
        )
    }

    private mutating func take(_ line: String) throws(AuditLineError) {
        guard let value = try? AuditValue(json: line), case .members(let members) = value else { throw .syntax }
        switch members["type"]?.text {
        case SealedSegment.lineType:
            let sealed = try SealedSegment(members: members)
            self.chain(of: sealed.segment.tenant) { $0.read(sealed, publicKeys: $1, line: $2) }
        case SignedRestart.lineType:
            let signed = try SignedRestart(members: members)
            self.chain(of: signed.restart.tenant) { $0.read(signed, publicKeys: $1, line: $2) }
        case StrayDecisions.lineType:
            let stray = try StrayDecisions(members: members)
            self.chain(of: stray.tenant) { chain, _, line in chain.read(stray, line: line) }
        case PlacedDecision.lineType:
            let placed = try PlacedDecision(members: members)
            guard let tenant = self.order.last else {
                return self.note(.missing, "the segment of the first decision is missing")
            }
            self.tenants[tenant]?.read(placed, line: self.lineNumber)
        case DroppedMonth.lineType:
            self.take(try DroppedMonth(members: members))
        default:
            throw .type
        }
    }

    /// Reads a line of a tenant. What comes next belongs to it, also where files of several tenants were put together.
    private mutating func chain(
        of tenant: TenantID,
        _ read: (inout SegmentChainVerification, [String: AuditPublicKey], Int) -> Void
    ) {
        self.order.removeAll { $0 == tenant }
        self.order.append(tenant)
        let (keys, line) = (self.publicKeys, self.lineNumber)
        read(&self.tenants[tenant, default: SegmentChainVerification(tenant: tenant)], keys, line)
    }

    private mutating func take(_ drop: DroppedMonth) {
        guard let key = self.publicKeys[drop.keyID] else {
            return self.note(.unknownKey, "the drop of \(drop.month.month) is signed with a key that was not given")
        }
        guard drop.isSigned(by: key) else {
            return self.note(.wrongSignature, "the signature of the drop of \(drop.month.month) is not that of the key")
        }
        self.drops.append(drop)
    }

    private mutating func note(_ kind: AuditFault.Kind, _ detail: String) {
        let site = SegmentFault.Site(line: self.lineNumber)
        self.fault = self.fault ?? SegmentFault(kind, at: site, detail)
    }
}
