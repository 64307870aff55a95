import Synchronization

/// How many bytes the spool's files have, shared by all lanes and whoever deletes files.
final class SpoolUsage: Sendable {
    private let maximumByteCount: Int
    private let count = Atomic<Int>(0)

    init(maximumByteCount: Int) {
        self.maximumByteCount = maximumByteCount
    }

    /// How many bytes there are.
    var byteCount: Int {
        self.count.load(ordering: .relaxed)
    }

    /// Takes room for bytes that are about to be written.
    ///
    /// - Returns: Whether there is room; if not, none was taken.
    func reserve(_ byteCount: Int) -> Bool {
        let before = self.count.wrappingAdd(byteCount, ordering: .relaxed).oldValue
        guard before + byteCount > self.maximumByteCount else { return true }
        self.release(byteCount)
        return false
    }

    /// Counts bytes that are there already.
    func add(_ byteCount: Int) {
        self.count.wrappingAdd(byteCount, ordering: .relaxed)
    }

    /// Gives room back.
    func release(_ byteCount: Int) {
        self.count.wrappingSubtract(byteCount, ordering: .relaxed)
    }
}
