import Hookswitch

extension SegmentRestartView: DetailDisplayable {
    var lines: [DetailLine] {
        [
            DetailLine("tenant", self.tenant),
            DetailLine("changed", "segment \(self.brokenSegment)"),
            DetailLine("goes on at", "segment \(self.segment)"),
            DetailLine("begun anew", self.restartedAt),
            DetailLine("why", self.reason),
            DetailLine("hash", self.hash),
            DetailLine("key", self.keyID),
        ]
    }
}
