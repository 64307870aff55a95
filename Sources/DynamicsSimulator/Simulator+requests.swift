extension Simulator {
    /// The requests received, oldest first; at least the latest 5,000 are kept.
    public func requests(_ filter: RequestFilter = .all) -> [RecordedRequest] {
        self.cloud.journal.requests(filter)
    }

    /// How many of the kept requests fit.
    public func requestCount(_ filter: RequestFilter = .all) -> Int {
        self.cloud.journal.requests(filter).count
    }

    /// How many requests came for a host (without port, in lower case), forgotten ones included.
    public func requestCount(host: String) -> Int {
        self.cloud.journal.countByHost[host.lowercased()] ?? 0
    }

    /// The kept requests that fit and all that come after, in order; for tests that wait for one.
    public func requestStream(_ filter: RequestFilter = .all) -> AsyncStream<RecordedRequest> {
        self.cloud.journal.stream(filter)
    }

    /// Forgets the requests and counts so far.
    public func clearRequests() {
        self.cloud.journal.clear()
    }
}
