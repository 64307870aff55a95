/// The kinds of metric that Prometheus knows and we use.
public enum MetricKind: String, Sendable {
    /// A number that only grows.
    case counter

    /// A number that goes up and down.
    case gauge

    /// Counts of measurements by size.
    case histogram
}
