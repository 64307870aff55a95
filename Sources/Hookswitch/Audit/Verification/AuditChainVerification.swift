/// Verifies one chain: its records as they come, then its heads.
struct AuditChainVerification: Sendable {
    private let chain: AuditChainID
    /// The hashes of the records that are as they should be, one after the other.
    private var hashes: [UInt8] = []
    /// The slug of the tenant whose chain it is, as the records in order call it.
    private var tenant: String?
    private var heads: [(signed: SignedAuditHead, line: Int)] = []
    /// A record that came too early: what belongs before it is missing, or comes later.
    private var gap: (expected: Int64, found: Int64, line: Int)?
    private(set) var fault: AuditFault?

    init(chain: AuditChainID) {
        self.chain = chain
    }

    /// How many records, from the first, are as they should be.
    var recordCount: Int64 { Int64(self.hashes.count / AuditHash.byteCount) }

    /// The hash of a record that is as it should be; of 0, what comes before the first.
    private func hash(at sequence: Int64) -> AuditHash? {
        if sequence == 0 { return .zero }
        guard (1...max(1, self.recordCount)).contains(sequence), !self.hashes.isEmpty else { return nil }
        let start = Int(sequence - 1) * AuditHash.byteCount
        return AuditHash(Array(self.hashes[start..<start + AuditHash.byteCount]))
    }

    /// Reads the next record of the file.
    mutating func read(_ chained: ChainedAuditRecord, line: Int) {
        guard self.fault == nil else { return }
        let sequence = chained.record.sequence
        let expected = self.recordCount + 1
        if let gap {
            guard sequence == gap.expected, chained.isIntact else { return }
            let detail = "record \(gap.expected) comes after record \(gap.found), which belongs behind it"
            self.note(.swapped, gap.expected...gap.found, line: gap.line, detail)
            return
        }
        guard chained.isIntact else {
            let name = sequence == expected ? "record \(sequence)" : "what stands in the place of record \(expected)"
            self.note(.edited, expected...expected, line: line, "\(name) was changed: it does not have its hash")
            return
        }
        if sequence > expected {
            self.gap = (expected, sequence, line)
        } else if sequence < expected {
            let place = max(1, sequence)
            self.note(.inserted, place...place, line: line, "there is a second record \(sequence)")
        } else if chained.record.previousHash != self.hash(at: expected - 1) {
            let detail = "record \(expected) does not follow the record before it: one of the two was put there"
            self.note(.rewritten, max(1, expected - 1)...expected, line: line, detail)
        } else {
            self.hashes += chained.hash.bytes
            self.tenant = self.tenant ?? Self.tenant(of: chained.record.subject)
        }
    }

    /// Reads a head.
    mutating func read(_ signed: SignedAuditHead, line: Int) {
        self.heads.append((signed, line))
    }

    /// Notes a line that is none of an export's.
    mutating func note(_ error: AuditLineError, line: Int, isHead: Bool) {
        guard self.fault == nil, self.gap == nil else { return }
        let expected = self.recordCount + 1
        // Behind the first head there is no record to be named.
        let rows = isHead || !self.heads.isEmpty ? nil : expected...expected
        let detail = "line \(line) is not one of an export: \(error)"
        self.fault = AuditFault(.unreadable, in: self.chain, rows: rows, line: line, detail)
    }

    private mutating func note(_ kind: AuditFault.Kind, _ rows: ClosedRange<Int64>, line: Int, _ detail: String) {
        self.fault = AuditFault(kind, in: self.chain, rows: rows, line: line, detail)
    }

    /// What came of it, after the last line.
    func conclude(
        publicKeys: [String: AuditPublicKey],
        savedHeads: [AuditHead]
    ) -> (summary: AuditVerdict.Chain, fault: AuditFault?) {
        let fault = self.fault ?? self.missing ?? self.judgeHeads(publicKeys) ?? self.judge(savedHeads) ?? self.unsigned
        let count = self.recordCount
        let newest = self.heads.first { $0.signed.head.sequence == count }
        let isGood = fault == nil && count > 0
        let head = self.hash(at: count).map { AuditHead(chain: self.chain, sequence: count, hash: $0) }
        let summary = AuditVerdict.Chain(
            chain: self.chain.description,
            tenant: self.chain == .installation ? nil : self.tenant,
            recordCount: count,
            head: isGood ? head?.description : nil,
            signedAt: isGood ? newest?.signed.signedAt.exactText : nil
        )
        return (summary, fault)
    }

    /// The slug of a subject such as `tenant acme`.
    private static func tenant(of subject: String) -> String? {
        let words = subject.split(separator: " ", maxSplits: 2)
        guard words.count == 2, words[0] == "tenant" else { return nil }
        return Slug(parsing: String(words[1]))?.text
    }

    private var missing: AuditFault? {
        guard let gap else { return nil }
        let last = gap.found - 1
        let detail =
            last == gap.expected
            ? "record \(gap.expected) is missing" : "records \(gap.expected) to \(last) are missing"
        return AuditFault(.missing, in: self.chain, rows: gap.expected...last, line: gap.line, detail)
    }

    /// Holds the signed heads against the records.
    private func judgeHeads(_ publicKeys: [String: AuditPublicKey]) -> AuditFault? {
        var covered: Int64 = 0
        for (signed, line) in self.heads.sorted(by: { $0.signed.head.sequence < $1.signed.head.sequence }) {
            guard let key = publicKeys[signed.keyID] else {
                let detail = "a head is signed with the key \(Self.printable(signed.keyID)), which was not given"
                return AuditFault(.unknownKey, in: self.chain, rows: nil, line: line, detail)
            }
            guard signed.isSigned(by: key) else {
                let detail = "the signature of head \(signed.head.sequence) is not that of the key"
                return AuditFault(.wrongSignature, in: self.chain, rows: nil, line: line, detail)
            }
            if let fault = self.judge(signed.head, after: covered, line: line, is: "signed") { return fault }
            covered = signed.head.sequence
        }
        return nil
    }

    /// Records at the end that no signature covers. A saved head that goes further knows more: it is asked before.
    private var unsigned: AuditFault? {
        let covered = self.heads.map { $0.signed.head.sequence }.max() ?? 0
        guard covered < self.recordCount else { return nil }
        let detail =
            covered == 0
            ? "no signed head is in the file" : "the newest signed head ends at record \(covered)"
        return AuditFault(.unsigned, in: self.chain, rows: covered + 1...self.recordCount, line: nil, detail)
    }

    /// Holds heads that were kept elsewhere against the records.
    private func judge(_ savedHeads: [AuditHead]) -> AuditFault? {
        var covered: Int64 = 0
        for head in savedHeads.sorted(by: { $0.sequence < $1.sequence }) {
            if let fault = self.judge(head, after: covered, line: nil, is: "saved") { return fault }
            covered = head.sequence
        }
        return nil
    }

    private func judge(_ head: AuditHead, after covered: Int64, line: Int?, is kind: String) -> AuditFault? {
        let count = self.recordCount
        guard head.sequence <= count else {
            let detail = "the file ends at record \(count), and a \(kind) head at record \(head.sequence)"
            return AuditFault(.cut, in: self.chain, rows: count + 1...head.sequence, line: line, detail)
        }
        guard self.hash(at: head.sequence) != head.hash else { return nil }
        let first = min(covered + 1, head.sequence)
        let detail = "a \(kind) head names another record \(head.sequence): history was written anew"
        return AuditFault(.rewritten, in: self.chain, rows: max(1, first)...max(1, head.sequence), line: line, detail)
    }

    /// A key's name comes from the file and may be anything.
    private static func printable(_ name: String) -> String {
        let isName = name.utf8.count <= 32 && name.utf8.allSatisfy { Base32.value(of: $0) != nil }
        return isName ? name : "(not a name)"
    }
}
