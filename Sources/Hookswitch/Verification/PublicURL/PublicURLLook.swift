/// What was seen at the public URL.
struct PublicURLLook: Hashable, Sendable {
    /// Who answered there, or why nobody did.
    let finding: ProbeFinding
    /// How many days the certificate still lasts that was shown and is trusted; `nil` where none was.
    let certificateDays: Int?

    init(_ finding: ProbeFinding, certificateDays: Int? = nil) {
        self.finding = finding
        self.certificateDays = certificateDays
    }
}
