import Synchronization

/// A number that goes up and down.
public final class Gauge: MetricInstrument {
    /// `gauge`.
    public static let kind = MetricKind.gauge

    /// The bits of a `Double`, for which there is no atomic.
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// The number now.
    public var value: Double {
        Double(bitPattern: self.bits.load(ordering: .relaxed))
    }

    /// Sets the number.
    public func set(_ value: Double) {
        self.bits.store(value.bitPattern, ordering: .relaxed)
    }

    /// Adds to the number; a negative amount lowers it.
    public func add(_ amount: Double) {
        var seen = self.bits.load(ordering: .relaxed)
        while true {
            let sum = Double(bitPattern: seen) + amount
            let (exchanged, original) = self.bits.weakCompareExchange(
                expected: seen,
                desired: sum.bitPattern,
                ordering: .relaxed
            )
            if exchanged { return }
            seen = original
        }
    }

    /// Writes the number.
    public func render(name: String, labels: [(String, String)], into page: inout Exposition) {
        page.sample(name, labels: labels, value: self.value)
    }
}
