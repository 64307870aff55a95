/// Why the schema could not be changed.
public enum SchemaError: Error, Hashable, Sendable {
    /// Applied steps do not match this binary's; nothing was changed.
    case mismatch([SchemaStatus.Fault])
    /// There is no step to undo.
    case nothingToUndo
    /// Somebody held a table of ours, and a step did not wait for it any longer; steps before it stay as they are.
    case tableInUse
}

extension SchemaError: CustomStringConvertible {
    /// The reason as a sentence for the operator.
    public var description: String {
        switch self {
        case .mismatch(let faults): faults.map(\.description).joined(separator: "; ")
        case .nothingToUndo: "the database has no step to undo"
        case .tableInUse:
            "somebody holds a table, such as a backup or a long report, and the step was left undone; "
                + "try again when it has ended (pg_stat_activity shows who it is)"
        }
    }
}
