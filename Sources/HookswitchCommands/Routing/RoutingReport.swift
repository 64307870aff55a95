import Hookswitch

/// What became of a tenant's routing, for people and programs.
enum RoutingReport {
    /// Prints it.
    static func show(_ applied: AppliedTenant, dryRun: Bool, common: CommonOptions) throws {
        let changes = applied.changes.filter(\.isOfRouting)
        let heading =
            changes.isEmpty
            ? "\(applied.slug): the routing is so already"
            : "\(applied.slug): the routing \(dryRun ? "would be" : "was") changed"
        let version = applied.tenant.map { dryRun || changes.isEmpty ? "" : ", version \($0.version)" } ?? ""
        try common.data.lines([heading + version] + Self.lines(of: changes), model: applied)
        if dryRun {
            StandardStream.say("Nothing was changed: this was a dry run.")
        } else if !changes.isEmpty {
            common.sayNext("hookswitch explain \(applied.slug) --from NUMBER --to NUMBER")
        }
    }

    /// A line for each member that differs.
    static func lines(of changes: [DocumentChange]) -> [String] {
        changes.map { "  " + TerminalText.visible("\($0)") }
    }
}
