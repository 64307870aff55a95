import Hookswitch

extension AppliedTenant {
    /// Prints what a dry run tells of the tenant.
    func showPlan(in output: CommandOutput) throws {
        if output.format.isForPeople {
            try output.lines(self.diffLines, model: self)
        } else {
            try output.list([self], model: self)
        }
        StandardStream.say("Nothing was changed: this was a dry run.")
    }

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
