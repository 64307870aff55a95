/// What there is to say of a check of the doctor's, whatever it found: the one source of the page and of `doctor explain`.
public struct DoctorCheckPage: Encodable, Hashable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id, checks, matters, remedy
        case isProduction = "production"
    }

    /// The check.
    public let id: DoctorCheckID
    /// Whether it is made before production only.
    public let isProduction: Bool
    /// What it looks at, in a sentence or two.
    public let checks: String
    /// Why that matters, likewise.
    public let matters: String
    /// How to mend it, likewise.
    public let remedy: String

    /// The page of a check.
    public init(_ id: DoctorCheckID) {
        self.id = id
        self.isProduction = id.isOfProduction
        self.checks = id.checks
        self.matters = id.matters
        self.remedy = id.remedy
    }
}
