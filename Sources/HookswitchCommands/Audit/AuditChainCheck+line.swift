import Hookswitch

extension AuditChainCheck {
    /// What the server found of a chain, in one line.
    func line(palette: Palette) -> String {
        let mark = self.isIntact ? (self.isComplete ? palette.good("✔") : palette.warning("~")) : palette.bad("✖")
        let count = self.recordCount == 1 ? "1 record" : "\(self.recordCount) records"
        let order =
            self.isIntact && self.isComplete
            ? count : "\(self.checkedCount) of \(count) in order\(self.isIntact ? "" : " before the fault")"
        let name = palette.bold(TerminalText.visible(self.tenant ?? self.chain))
        return " \(mark) \(name)  \(order)" + (self.head.map { "  head \(TerminalText.visible($0))" } ?? "")
    }
}
