import Hookswitch

extension AuditVerdict {
    /// A line for each chain: what of it is in order, and its head, to be kept.
    func lines(palette: Palette) -> [String] {
        let broken = Set(self.faults.compactMap(\.chain))
        return self.chains.map { chain in
            let mark = broken.contains(chain.chain) ? palette.bad("✖") : palette.good("✔")
            let count = chain.recordCount == 1 ? "1 record" : "\(chain.recordCount) records"
            let order = broken.contains(chain.chain) ? "\(count) in order before the fault" : count
            let slug = chain.tenant.map { palette.bold(TerminalText.visible($0)) + " " } ?? ""
            let name = TerminalText.visible(chain.chain)
            return " \(mark) \(slug)\(slug.isEmpty ? palette.bold(name) : name)  \(order)"
                + (chain.head.map { "  head \($0)" } ?? "")
        }
    }
}

extension AuditFault {
    /// The fault for people: where, what, and the word that scripts know it by.
    var sentence: String {
        var place = self.line.map { "line \($0): " } ?? ""
        if let chain { place += chain + ": " }
        var rows = ""
        if let sequence {
            rows =
                self.lastSequence.map { " First bad record: one of \(sequence) to \($0)." }
                ?? " First bad record: \(sequence)."
        }
        return "\(place)\(self.detail) (\(self.kind.rawValue)).\(rows)"
    }
}
