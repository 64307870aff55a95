/// Why the schema could not be changed.
public enum SchemaError: Error, Hashable, Sendable {
    /// Applied steps do not match this binary's; nothing was changed.
    case mismatch([SchemaStatus.Fault])
    /// There is no step to undo.
    case nothingToUndo
}

extension SchemaError: CustomStringConvertible {
    /// The reason as a sentence for the operator.
    public var description: String {
        switch self {
        case .mismatch(let faults): faults.map(\.description).joined(separator: "; ")
        case .nothingToUndo: "the database has no step to undo"
        }
    }
}
