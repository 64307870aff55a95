import Hookswitch

extension FoundCaller: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("tenant", self.tenant),
            DetailLine("caller", self.caller),
            DetailLine("decisions", String(self.decisions.count)),
            DetailLine("first", self.decisions.firstAt),
            DetailLine("last", self.decisions.lastAt),
            DetailLine("in this server's spool", self.spooledCount.map { String($0) } ?? "it cannot be read"),
            DetailLine("in its cache", self.isRemembered ? "yes" : "no"),
        ]
    }
}

extension ErasureView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("erasure", self.id),
            DetailLine("tenant", self.tenant),
            DetailLine("caller", self.caller),
            DetailLine("decisions", String(self.decisionCount)),
            DetailLine("erased", self.erasedAt),
            DetailLine("by", self.requestedBy),
            DetailLine("why", self.reason),
        ]
    }
}
