extension SpoolBacklog {
    /// Counts decisions of callers that are not shipped yet, by their digests. It reads all of the spool: ask seldom.
    func count(of tenantID: TenantID, digests: [[UInt8]]) throws(SpoolError) -> Int {
        let digests = Set(digests)
        var count = 0
        for (name, byteCount) in try self.directory.segments() {
            let cursor = self.cursor(of: name.writer) ?? 0
            var reader = SpoolReader(try self.directory.read(name, from: 0, count: byteCount))
            while let frame = reader.next() {
                guard case .entry(.decision(let decision), _) = frame, decision.sequence > cursor,
                    decision.tenantID == tenantID, let digest = decision.callerIdentity?.digest,
                    digests.contains(digest)
                else { continue }
                count += 1
            }
        }
        return count
    }
}
