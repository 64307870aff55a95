import ArgumentParser
import Hookswitch

/// `hookswitch audit list`
struct AuditList: PagedCommand {
    typealias Element = AuditView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List changes, newest first.",
        usage: """
            hookswitch audit list [--tenant <slug>] [--actor <name>]
                [--action <action>] [--subject <subject>] [--since <time>]
                [--until <time>] [--limit <n>]
            """,
        discussion: "What changed exactly: hookswitch audit show ID"
    )

    @Option(
        help: ArgumentHelp("Only this tenant's, also of one that is gone: slug or ten_…", valueName: "slug"),
        completion: .tenants
    )
    var tenant: String?

    @Option(help: ArgumentHelp("Only by this token's name or id, or user of the machine.", valueName: "name"))
    var actor: String?

    @Option(help: ArgumentHelp("Only these, such as tenant.change or webhook_key.revoke.", valueName: "action"))
    var action: String?

    @Option(
        help: ArgumentHelp(
            "Only what was done to this token, operator, key: a name or id, as shown or without its kind.",
            valueName: "subject"
        )
    )
    var subject: String?

    @Option(help: ArgumentHelp("Only from this time on, such as 2026-11-22T00:00:00Z.", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only before this time.", valueName: "time"))
    var until: String?

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["audit"] }

    var query: [(String, String?)] {
        [
            ("actor", self.actor), ("action", self.action), ("subject", self.subject), ("since", self.since),
            ("until", self.until),
        ]
    }

    func run() async throws {
        guard let tenant else { return try self.show(try await self.records(at: self.path)) }
        // A slug that nobody knows is answered with the one that was meant.
        guard Slug(parsing: tenant) != nil else {
            return try self.show(try await self.records(at: self.path, tenant: tenant))
        }
        do {
            try self.show(try await self.records(at: ["tenants", tenant, "audit"]))
        } catch let unknown as CommandFailure where unknown.problem.status == 404 {
            let page: ListPage<AuditView>
            do {
                page = try await self.records(at: self.path, tenant: tenant)
            } catch let failure as CommandFailure where failure.problem.status == 404 {
                throw unknown
            }
            try self.show(page)
            let chain = page.data.first.map { " It was \($0.chain)." } ?? ""
            StandardStream.say("The tenant \"\(tenant)\" is gone; this is its audit.\(chain)")
        }
    }

    private func records(at path: [String], tenant: String? = nil) async throws -> ListPage<AuditView> {
        try await self.server.withClient { client in
            try await client.list(path, query: self.query + [("tenant", tenant)], limit: self.limit.count)
        }
    }

    private func show(_ page: ListPage<AuditView>) throws {
        try self.data.list(page.data, model: page)
        self.sayNext(after: page)
    }
}
