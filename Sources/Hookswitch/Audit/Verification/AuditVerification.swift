/// Verifies an export with public keys alone: no server, no database.
///
/// It is given line after line and remembers 32 bytes of each record.
public struct AuditVerification: Sendable {
    private let publicKeys: [String: AuditPublicKey]
    private let savedHeads: [AuditHead]
    private var chains: [AuditChainID: AuditChainVerification] = [:]
    private var order: [AuditChainID] = []
    private var lineNumber = 0
    /// Whether the line that is read says that it is a head: then no record is bad.
    private var isHead = false
    /// A line that is none of an export's, where no chain came before it.
    private var orphan: AuditFault?

    /// Begins a verification.
    ///
    /// - Parameters:
    ///   - publicKeys: Those of `hookswitch audit public-key`. A head signed with any other is a fault.
    ///   - savedHeads: Heads that were kept elsewhere: the file must go at least as far.
    public init(publicKeys: [AuditPublicKey], savedHeads: [AuditHead] = []) {
        self.publicKeys = publicKeys.reduce(into: [:]) { $0[$1.id] = $1 }
        self.savedHeads = savedHeads
    }

    /// Reads the next line of the file, without its line feed.
    public mutating func read(_ line: String) {
        self.lineNumber += 1
        self.isHead = false
        do throws(AuditLineError) {
            try self.take(line)
        } catch {
            guard let chain = self.order.last else {
                let detail = "line \(self.lineNumber) is not an audit record: \(error)"
                self.orphan =
                    self.orphan ?? AuditFault(.unreadable, in: nil, rows: 1...1, line: self.lineNumber, detail)
                return
            }
            self.chains[chain]?.note(error, line: self.lineNumber, isHead: self.isHead)
        }
    }

    /// What came of it, after the last line.
    public func verdict() -> AuditVerdict {
        var summaries: [AuditVerdict.Chain] = []
        var faults = [self.orphan].compactMap { $0 }
        for id in self.order {
            guard let chain = self.chains[id] else { continue }
            let conclusion = chain.conclude(
                publicKeys: self.publicKeys,
                savedHeads: self.savedHeads.filter { $0.chain == id }
            )
            summaries.append(conclusion.summary)
            if let fault = conclusion.fault { faults.append(fault) }
        }
        for saved in self.savedHeads where self.chains[saved.chain] == nil {
            let detail = "the file has nothing of the chain \(saved.chain), and the saved head says that there was"
            faults.append(AuditFault(.cut, in: saved.chain, rows: 1...max(1, saved.sequence), line: nil, detail))
        }
        if self.order.isEmpty, faults.isEmpty {
            faults.append(AuditFault(.unreadable, in: nil, rows: nil, line: nil, "there is nothing in the file"))
        }
        return AuditVerdict(chains: summaries, faults: faults.sorted { ($0.line ?? .max) < ($1.line ?? .max) })
    }

    private mutating func take(_ line: String) throws(AuditLineError) {
        guard let value = try? AuditValue(json: line), case .members(let members) = value else { throw .syntax }
        switch members["type"]?.text {
        case ChainedAuditRecord.lineType:
            let record = try ChainedAuditRecord(members: members)
            self.enter(record.record.chain)
            self.chains[record.record.chain]?.read(record, line: self.lineNumber)
        case SignedAuditHead.lineType:
            self.isHead = true
            let head = try SignedAuditHead(members: members)
            self.enter(head.head.chain)
            self.chains[head.head.chain]?.read(head, line: self.lineNumber)
        default:
            throw .type
        }
    }

    private mutating func enter(_ chain: AuditChainID) {
        guard self.chains[chain] == nil else { return }
        self.chains[chain] = AuditChainVerification(chain: chain)
        self.order.append(chain)
    }
}
