/// Something that can be counted or measured: ``Counter``, ``Gauge``, ``Histogram``.
public protocol MetricInstrument: Sendable {
    /// What Prometheus calls this kind of metric.
    static var kind: MetricKind { get }

    /// Writes the instrument's samples.
    func render(name: String, labels: [(String, String)], into page: inout Exposition)
}

/// A family that can write itself.
protocol MetricRendering: Sendable {
    var name: String { get }

    func render(into page: inout Exposition)
}
