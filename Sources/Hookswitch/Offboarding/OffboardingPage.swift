/// One page of the list of offboardings.
public struct OffboardingPage: Codable, Hashable, Sendable {
    /// The offboardings, newest first.
    public let data: [OffboardingView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
