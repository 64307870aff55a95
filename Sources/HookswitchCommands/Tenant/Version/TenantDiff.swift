import ArgumentParser
import Hookswitch

/// `hookswitch tenant diff SLUG FILE`
struct TenantDiff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what applying a file would change.",
        usage: "hookswitch tenant diff <slug> <file> [-o json]",
        discussion: """
            The server compares the file with what it has, member by member; secrets are compared by their fingerprints. \
            Nothing is changed, and a difference is no failure.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Argument(help: "The file of tenant documents in YAML or JSON; - reads standard input.")
    var file: String

    @Flag(help: "Accept secrets that stand in the file itself.")
    var allowInlineSecrets = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let application = try TenantApplication(
            file: InputFile(path: self.file),
            allowInlineSecrets: self.allowInlineSecrets
        )
        let documents = try application.documents().filter { $0.slug.text == self.slug }
        guard !documents.isEmpty else {
            throw CommandFailure(
                .failed,
                code: "no_document",
                "\(application.source) has no document of \"\(self.slug)\"",
                fix: "name a slug that stands in the file"
            )
        }
        let answer = try await self.server.withClient { client in
            try await application.apply(documents, through: client, dryRun: true)
        }
        guard let applied = answer.data.first else { return }
        try self.common.data.lines(applied.diffLines, model: applied)
    }
}
