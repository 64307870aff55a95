import Hookswitch

extension SegmentVerdict {
    /// A line for each tenant, and under it where it was begun anew and what was sealed late: what of it is in order, what was dropped and erased, and its head, to be kept.
    func lines(palette: Palette) -> [String] {
        let broken = Set(self.faults.compactMap(\.tenantID))
        return self.tenants.flatMap { tenant in
            let isBroken = broken.contains(tenant.tenantID)
            var parts = [
                Self.count(tenant.segmentCount, "segment"), Self.count(tenant.decisionCount, "decision"),
            ]
            if let first = tenant.firstDay, let last = tenant.lastDay { parts.append("\(first) to \(last)") }
            if tenant.erasedCount > 0 { parts.append("\(Self.count(tenant.erasedCount, "caller")) erased") }
            if tenant.droppedSegmentCount > 0 {
                let decisions = Self.count(tenant.droppedDecisionCount, "decision")
                parts.append("\(Self.count(tenant.droppedSegmentCount, "segment")) dropped with \(decisions)")
            }
            let order = parts.joined(separator: ", ") + (isBroken ? " in order" : "")
            let mark = isBroken ? palette.bad("✖") : palette.good("✔")
            let line =
                " \(mark) \(palette.bold(TerminalText.visible(tenant.tenantID)))  \(order)"
                + (tenant.head.map { "  head \($0)" } ?? "")
            let restarts = tenant.restarts.map { restart in
                "   begun anew at segment \(restart.segment) on \(restart.restartedAt): \(TerminalText.visible(restart.reason))"
            }
            let late = tenant.lateSeals.map { late in
                "   segment \(late.segment) of \(late.day) was sealed late, on \(late.sealedAt)"
            }
            return [line] + restarts + late
        }
    }

    private static func count(_ number: Int64, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
}

extension SegmentFault {
    /// The fault for people: where, what, and the word that scripts know it by.
    var sentence: String {
        var text = self.line.map { "line \($0): " } ?? ""
        if let tenantID { text += tenantID + ": " }
        text += "\(self.detail) (\(self.kind.rawValue))."
        guard let segment else { return text }
        text += " First bad segment: \(segment)" + (self.day.map { " of \($0)" } ?? "")
        if let place {
            text += self.lastPlace.map { ", one of its decisions \(place) to \($0)" } ?? ", its decision \(place)"
        }
        return text + "."
    }
}
