/// The tenant's document is not of the version that a change was meant for: nothing was changed.
public struct VersionConflict: Error, Hashable, Sendable {
    /// The tenant's short name.
    public let slug: String
    /// The version that the change was meant for, if it was one.
    public let sent: Int32?
    /// The version that there is.
    public let current: Int32
    /// Who made that version, if known.
    public let actor: String?
    /// When it was made, RFC 3339, if known.
    public let changedAt: String?
    /// The revision that there is, where the change was meant for one of the tenant as a whole.
    public var revision: Int64?

    /// Whether the document is the one that the change was meant for, and something else of the tenant changed.
    public var isOfTheRest: Bool { self.sent == self.current }
}

extension VersionConflict: CustomStringConvertible {
    /// The reason, for the operator.
    public var description: String {
        let made = [self.actor, self.changedAt].compactMap(\.self).joined(separator: ", ")
        let current = "the current version is \(self.current)" + (made.isEmpty ? "" : " (\(made))")
        guard !self.isOfTheRest else {
            return
                "the document is of version \(self.current) still, and the tenant's note, status, secret or keys changed"
        }
        return self.sent.map { "the change is for version \($0), and \(current)" } ?? current
    }
}
