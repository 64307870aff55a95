/// What a tail has printed.
struct TailProgress: Sendable {
    /// The last decision that came.
    private(set) var lastID: String?
    private var remaining: Int?
    private let maximumKnownCount: Int
    private var known: Set<String> = []
    private var order: [String] = []

    /// Nothing was printed.
    ///
    /// - Parameter wanted: How many to print; `nil` is all.
    init(wanted: Int?, maximumKnownCount: Int) {
        self.remaining = wanted
        self.maximumKnownCount = maximumKnownCount
    }

    /// Whether as many were printed as were wanted.
    var isDone: Bool {
        self.remaining == 0
    }

    /// Notes a decision.
    ///
    /// - Returns: Whether it is new, so that it is printed.
    mutating func note(_ id: String) -> Bool {
        self.lastID = id
        guard self.known.insert(id).inserted else { return false }
        self.order.append(id)
        if self.order.count > self.maximumKnownCount {
            // Half at once, so that it costs little each time.
            let old = self.order.prefix(self.maximumKnownCount / 2)
            self.known.subtract(old)
            self.order.removeFirst(old.count)
        }
        self.remaining = self.remaining.map { $0 - 1 }
        return true
    }
}
