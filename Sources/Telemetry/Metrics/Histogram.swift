/// Counts durations by size, in buckets fixed when it is made.
///
/// Observing is a short search and two atomic additions, and may be done on an event loop.
public final class Histogram: MetricInstrument {
    /// `histogram`.
    public static let kind = MetricKind.histogram

    /// Upper bounds in seconds for answers to calls: fine below 100 ms, where a cached caller is answered, with bounds
    /// at our own default deadline (1.5 s), at the largest one (4 s), and at the sender's patience (5 s).
    public static let callBuckets: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 4, 5,
    ]

    private let bounds: [Double]
    private let counts: [Counter]
    private let sum = Gauge()

    /// - Parameter buckets: Upper bounds in seconds, in any order; `+Inf` is added.
    init(buckets: [Double]) {
        self.bounds = Set(buckets.filter(\.isFinite)).sorted()
        self.counts = (0...self.bounds.count).map { _ in Counter() }
    }

    /// How many durations were observed.
    public var count: Int {
        self.counts.reduce(0) { $0 &+ $1.value }
    }

    /// Counts a duration. One below zero, which a clock that was set back gives, counts as zero; NaN is ignored.
    public func observe(seconds: Double) {
        guard !seconds.isNaN else { return }
        let duration = max(0, seconds)

        var index = 0
        while index < self.bounds.count, duration > self.bounds[index] { index += 1 }
        self.counts[index].increment()
        self.sum.add(duration)
    }

    /// Counts a duration.
    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.observe(seconds: Double(seconds) + Double(attoseconds) / 1e18)
    }

    /// Writes the buckets, each with all that is smaller, then the sum and the count.
    public func render(name: String, labels: [(String, String)], into page: inout Exposition) {
        var total = 0
        for (index, counter) in self.counts.enumerated() {
            total &+= counter.value
            let bound = index < self.bounds.count ? self.bounds[index] : .infinity
            page.sample(
                name + "_bucket",
                labels: labels + [("le", Exposition.number(bound))],
                value: Double(total)
            )
        }
        page.sample(name + "_sum", labels: labels, value: self.sum.value)
        page.sample(name + "_count", labels: labels, value: Double(total))
    }
}
