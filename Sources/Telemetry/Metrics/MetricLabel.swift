/// A label of a metric family, with the values it can take.
public enum MetricLabel: Sendable {
    /// A label whose values are all known beforehand, such as `outcome`. Its series exist from the start, at zero.
    case closed(String, [String])

    /// A label whose values come with time, such as `tenant`, and the most of them that are kept apart.
    case open(String, maximumValueCount: Int)

    /// The label's name.
    public var name: String {
        switch self {
        case .closed(let name, _), .open(let name, _): name
        }
    }
}
