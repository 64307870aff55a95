import ArgumentParser
import Foundation

/// `hookswitch profile list`
struct ProfileList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the profiles. Tokens are not shown.",
        usage: "hookswitch profile list [-o json]"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try ProfileStore.required(environment: ProcessInfo.processInfo.environment)
        let rows = ProfileRow.rows(of: try store.load())
        try self.data.list(rows, model: ListPage(object: "list", data: rows, hasMore: false, nextCursor: nil))
    }
}
