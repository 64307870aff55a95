import ArgumentParser
import Hookswitch

/// `hookswitch tenant edit SLUG`
struct TenantEdit: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change a tenant's document in your editor.",
        usage: "hookswitch tenant edit <slug> [--dry-run] [--reason <text>] [--yes]",
        discussion: """
            VISUAL or EDITOR names the editor; else it is vi. What would change is shown before it is asked. The secret is \
            not in the text, and stays. What was typed is kept in its file if it cannot be used, or with --dry-run; if somebody \
            changed the tenant meanwhile, the exit code is 5. Without a terminal VISUAL or EDITOR must name a program that \
            changes the file by itself.
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let slug = DevProgram.quoted(self.slug)
        try EditedText.check(
            noInput: self.common.noInput,
            instead: "hookswitch tenant export \(slug) > FILE, and then hookswitch tenant apply FILE"
        )
        try await self.server.withClient { client in
            let version = try await client.get(["tenants", self.slug], as: TenantView.self).version
            let document = try await client.get(["tenants", self.slug, "document"], as: DocumentValue.self)
            let before = try DocumentText.yaml(of: document)
            let draft = try EditedText(before, named: self.slug)
            do {
                let after = try await draft.edit()
                guard after != before else {
                    draft.remove()
                    return StandardStream.say("Nothing was changed.")
                }
                if try await self.put(after, from: draft.path, version: version, through: client) {
                    draft.remove()
                } else {
                    self.tell(of: draft, isConflict: false)
                }
            } catch {
                self.tell(of: draft, isConflict: (error as? CommandFailure)?.status == .conflict)
                throw error
            }
        }
    }

    /// Says where the text is that was typed, and what can be done with it.
    private func tell(of draft: EditedText, isConflict: Bool) {
        StandardStream.complain("What you typed is kept in \(draft.path)")
        guard self.common.output.isForPeople else { return }
        let (slug, path) = (DevProgram.quoted(self.slug), DevProgram.quoted(draft.path))
        // `tenant apply` knows of no version: it would take back what the other changed.
        let next =
            isConflict
            ? "Somebody else changed it. See: hookswitch tenant diff \(slug) \(path); then: hookswitch tenant edit \(slug)"
            : (self.dryRun ? "To put it in force" : "Mend it there, and") + ": hookswitch tenant apply \(path)"
        StandardStream.complain(TypedServer.completed(next))
    }

    /// Puts the text in the place of the document.
    ///
    /// - Returns: Whether the text is of no more use. After a dry run of a change it still is.
    private func put(_ text: String, from path: String, version: Int32, through client: AdminClient) async throws
        -> Bool
    {
        let application = try TenantApplication(file: InputFile(path: path), allowInlineSecrets: false)
        let documents = try application.documents()
        guard let document = documents.first, documents.count == 1, document.slug.text == self.slug else {
            throw CommandFailure(
                .failed,
                code: "invalid_document",
                "the text is not the one document of \"\(self.slug)\"",
                fix: "leave `slug` as it is; another slug is another tenant"
            )
        }
        let json = try document.json(includingSecret: true)
        let place = ["tenants", self.slug, "document"]
        let plan = try await client.put(
            place,
            query: [("dry_run", "true")],
            version: version,
            json: json,
            as: AppliedTenant.self
        )
        guard !self.dryRun, plan.change != .same else {
            try plan.showPlan(in: self.common.data)
            return plan.change == .same
        }
        try self.common.confirm("Change \(self.slug) so?", after: plan.diffLines)
        let applied = try await client.stating(self.audit.reason).put(
            place,
            version: version,
            json: json,
            as: AppliedTenant.self
        )
        try self.common.data.list([applied], model: applied)
        self.common.sayNext("hookswitch tenant verify \(self.slug)")
        return true
    }
}
