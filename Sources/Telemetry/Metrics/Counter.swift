import Synchronization

/// A number that only grows. Adding to it is one atomic addition and may be done on an event loop.
public final class Counter: MetricInstrument {
    /// `counter`.
    public static let kind = MetricKind.counter

    private let count = Atomic<Int>(0)

    init() {}

    /// What has been counted.
    public var value: Int {
        self.count.load(ordering: .relaxed)
    }

    /// Adds to the count. A negative amount is ignored, for a counter never goes down.
    public func increment(by amount: Int = 1) {
        guard amount > 0 else { return }
        self.count.wrappingAdd(amount, ordering: .relaxed)
    }

    /// Writes the count.
    public func render(name: String, labels: [(String, String)], into page: inout Exposition) {
        page.sample(name, labels: labels, value: Double(self.value))
    }
}
