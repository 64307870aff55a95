import Hookswitch

extension AppliedTenant {
    /// What a dry run tells of the tenant: what would become of it, and each member that would differ.
    var diffLines: [String] {
        let heading =
            switch self.change {
            case .created: "\(self.slug): would be created"
            case .changed: "\(self.slug): would be changed"
            case .same: "\(self.slug): is so already"
            }
        return [heading] + self.changes.map { "  " + TerminalText.visible("\($0)") }
    }
}
