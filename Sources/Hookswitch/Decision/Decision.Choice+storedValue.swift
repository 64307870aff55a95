import Routing

extension Decision.Choice {
    /// The choice as one number: the rule's place from 0, or -1 for what the pool does otherwise.
    var storedValue: Int16 {
        switch self {
        case .rule(let index): Int16(clamping: index)
        case .otherwise: -1
        }
    }

    /// Reads what ``storedValue`` wrote; `nil` for a number that it never writes.
    init?(storedValue: Int16) {
        switch storedValue {
        case -1: self = .otherwise
        case 0...: self = .rule(Int(storedValue))
        default: return nil
        }
    }
}
