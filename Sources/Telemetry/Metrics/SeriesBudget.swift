import Synchronization

/// How many series a registry still grants; shared by its families.
final class SeriesBudget: Sendable {
    private let maximumSeriesCount: Int
    private let granted = Atomic<Int>(0)
    private let dropped = Atomic<Int>(0)

    init(maximumSeriesCount: Int) {
        self.maximumSeriesCount = maximumSeriesCount
    }

    /// How many series were asked for and refused.
    var droppedCount: Int {
        self.dropped.load(ordering: .relaxed)
    }

    /// Whether one more series may exist.
    func grant() -> Bool {
        let (_, count) = self.granted.wrappingAdd(1, ordering: .relaxed)
        guard count <= self.maximumSeriesCount else {
            self.granted.wrappingSubtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Counts a series that was refused.
    func drop() {
        self.dropped.wrappingAdd(1, ordering: .relaxed)
    }
}
