import Synchronization

/// All the metrics of a process, and the page that a Prometheus server reads.
///
/// Metrics are declared once, at start, with every label they can have; what is counted later is a plain atomic
/// addition. A family that already exists under the same name is handed out again.
public final class MetricRegistry: Sendable {
    /// The `Content-Type` of ``render()``: Prometheus text exposition format, version 0.0.4.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Series of all families together, when nothing else is said. A thousand tenants with ten open series each fit; a
    /// scrape of that size is about 1 MB, far below what Prometheus reads in its ten seconds.
    public static let defaultMaximumSeriesCount = 10_000

    private let budget: SeriesBudget
    private let families: Mutex<[String: any MetricRendering]> = Mutex([:])

    /// An empty registry that holds nothing but the count of the series it refused.
    ///
    /// - Parameter maximumSeriesCount: How many series all families may have together; a further one is counted in
    ///   `hookswitch_metrics_dropped_series_total` and shown nowhere.
    public init(maximumSeriesCount: Int = MetricRegistry.defaultMaximumSeriesCount) {
        self.budget = SeriesBudget(maximumSeriesCount: maximumSeriesCount)
        let budget = self.budget
        self.counterCallback(
            "hookswitch_metrics_dropped_series_total",
            help: "Metric series that were refused because a label took more values than its limit allows."
        ) {
            Double(budget.droppedCount)
        }
    }

    /// A counter without labels. Its name ends in `_total`.
    public func counter(_ name: String, help: String) -> Counter {
        self.counter(name, help: help, labels: []).labelled([])
    }

    /// A family of counters, one for each combination of label values.
    public func counter(_ name: String, help: String, labels: [MetricLabel]) -> MetricFamily<Counter> {
        self.family(name, help: help, labels: labels) { Counter() }
    }

    /// A gauge without labels.
    public func gauge(_ name: String, help: String) -> Gauge {
        self.gauge(name, help: help, labels: []).labelled([])
    }

    /// A family of gauges, one for each combination of label values.
    public func gauge(_ name: String, help: String, labels: [MetricLabel]) -> MetricFamily<Gauge> {
        self.family(name, help: help, labels: labels) { Gauge() }
    }

    /// A histogram of durations without labels. Its name ends in `_seconds`.
    ///
    /// - Parameter buckets: Upper bounds in seconds; `+Inf` is added.
    public func histogram(
        _ name: String,
        help: String,
        buckets: [Double] = Histogram.callBuckets
    ) -> Histogram {
        self.histogram(name, help: help, buckets: buckets, labels: []).labelled([])
    }

    /// A family of histograms of durations, one for each combination of label values.
    ///
    /// - Parameter buckets: Upper bounds in seconds; `+Inf` is added.
    public func histogram(
        _ name: String,
        help: String,
        buckets: [Double] = Histogram.callBuckets,
        labels: [MetricLabel]
    ) -> MetricFamily<Histogram> {
        self.family(name, help: help, labels: labels) { Histogram(buckets: buckets) }
    }

    /// A gauge that is asked for its value at each scrape.
    ///
    /// - Parameter read: Called on the thread that renders; it must not wait. Nil leaves the series out.
    public func gaugeCallback(_ name: String, help: String, read: @escaping @Sendable () -> Double?) {
        self.add(MetricCallback(name: name, help: help, kind: .gauge, label: nil) { read().map { [("", $0)] } ?? [] })
    }

    /// A gauge with one label that is asked for its values at each scrape.
    ///
    /// - Parameters:
    ///   - label: The name of the label.
    ///   - read: Called on the thread that renders; it must not wait. Label values that repeat are shown once.
    public func gaugeCallback(
        _ name: String,
        help: String,
        label: MetricLabel,
        read: @escaping @Sendable () -> [(label: String, value: Double)]
    ) {
        self.add(MetricCallback(name: name, help: help, kind: .gauge, label: label, read: read))
    }

    /// A counter that something else keeps, asked for its value at each scrape. Its name ends in `_total`.
    ///
    /// - Parameter read: Called on the thread that renders; it must not wait and never goes down.
    public func counterCallback(_ name: String, help: String, read: @escaping @Sendable () -> Double) {
        self.add(MetricCallback(name: name, help: help, kind: .counter, label: nil) { [("", read())] })
    }

    /// A counter with one label that something else keeps, asked for its values at each scrape. Its name ends in `_total`.
    ///
    /// - Parameters:
    ///   - label: The name of the label.
    ///   - read: Called on the thread that renders; it must not wait and no value goes down. Label values that repeat
    ///     are shown once.
    public func counterCallback(
        _ name: String,
        help: String,
        label: MetricLabel,
        read: @escaping @Sendable () -> [(label: String, value: Double)]
    ) {
        self.add(MetricCallback(name: name, help: help, kind: .counter, label: label, read: read))
    }

    /// A gauge that is always 1 and carries facts as labels, such as `hookswitch_build_info{version="1.0.0"}`.
    public func fact(_ name: String, help: String, labels: [(name: String, value: String)]) {
        let family = self.gauge(name, help: help, labels: labels.map { .closed($0.name, [$0.value]) })
        family.labelled(labels.map(\.value)).set(1)
    }

    /// The page for Prometheus, families in the order of their names.
    public func render() -> String {
        let families = self.families.withLock { Array($0.values) }

        var page = Exposition()
        for family in families.sorted(by: { $0.name < $1.name }) {
            family.render(into: &page)
        }
        return page.text
    }

    private func family<Instrument: MetricInstrument>(
        _ name: String,
        help: String,
        labels: [MetricLabel],
        make: @escaping @Sendable () -> Instrument
    ) -> MetricFamily<Instrument> {
        let known = self.families.withLock { $0[name] }
        if let known {
            guard let family = known as? MetricFamily<Instrument> else {
                preconditionFailure("the metric \(name) is declared twice, as two kinds")
            }
            return family
        }
        let family = MetricFamily(name: name, help: help, labels: labels, budget: self.budget, make: make)
        self.add(family)
        return family
    }

    /// Names are written in our sources, never taken from outside, so a bad one is a bug that the first start shows.
    private func add(_ family: some MetricRendering) {
        precondition(Exposition.isMetricName(family.name), "\(family.name) is not a metric name")
        self.families.withLock { $0[family.name] = family }
    }
}
