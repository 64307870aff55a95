import Hookswitch

extension FoundCaller: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("tenant", self.tenant),
            DetailLine("caller", self.caller),
            DetailLine("decisions", String(self.decisions.count)),
            DetailLine("first", self.decisions.firstAt),
            DetailLine("last", self.decisions.lastAt),
            DetailLine("in this server's spool", self.spool.map { String($0.unshippedCount) } ?? "it cannot be read"),
            DetailLine("shipped, on disk for minutes", self.spool.map { String($0.shippedCount) }),
            DetailLine("set aside in corrupt/", self.spool.map { String($0.setAsideCount) }),
            DetailLine(
                "unreadable in corrupt/",
                self.spool.flatMap { $0.unreadableFileCount == 0 ? nil : "\($0.unreadableFileCount) files" }
            ),
            DetailLine("in its cache", self.isRemembered ? "yes" : "no"),
        ]
    }
}
