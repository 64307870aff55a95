/// How far a row of an import is.
public enum ImportStatus: String, CaseIterable, Codable, Hashable, Sendable {
    /// It is to be applied.
    case pending
    /// It was applied.
    case applied
    /// It could not be applied; its issues say why. It is not tried again.
    case failed
    /// There is nothing to apply.
    case unchanged
    /// It was refused when it was planned; its issues say why.
    case refused

    /// How a row begins that would do something.
    init(_ action: ImportAction) {
        switch action {
        case .create, .change: self = .pending
        case .same: self = .unchanged
        case .invalid: self = .refused
        }
    }
}
