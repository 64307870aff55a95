/// Why something sealed could not be sealed or opened.
public enum SealError: Error, Hashable, Sendable {
    /// It was sealed with a key that we do not have; the key's name.
    case unknownKey(String)
    /// It is not what it claims to be: changed, moved from another row or column, or sealed for another host.
    case refused
    /// It is too short to be anything sealed.
    case malformed
}

extension SealError: CustomStringConvertible {
    /// The reason as a sentence for the operator.
    public var description: String {
        switch self {
        case .unknownKey(let id): "it was sealed with the key \(id), which is not in the key ring"
        case .refused: "it was changed, moved, or sealed for another host, or the key is not the one that sealed it"
        case .malformed: "it is too short to be a sealed value"
        }
    }
}
