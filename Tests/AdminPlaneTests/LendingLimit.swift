/// Lets so many in at once; the others wait in line.
actor LendingLimit {
    private var freeCount: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        self.freeCount = count
    }

    /// Comes in, when there is room.
    func enter() async {
        if self.freeCount > 0 {
            self.freeCount -= 1
            return
        }
        await withCheckedContinuation { self.waiting.append($0) }
    }

    /// Goes, and lets the first in line in.
    func leave() {
        guard !self.waiting.isEmpty else {
            self.freeCount += 1
            return
        }
        self.waiting.removeFirst().resume()
    }
}
