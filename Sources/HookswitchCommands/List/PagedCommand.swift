import ArgumentParser

/// A command that prints a list of the admin API, page after page of it.
protocol PagedCommand: ListCommand {
    /// What is listed.
    associatedtype Element: ListDisplayable & Codable & Sendable
    /// How much is asked for if nothing is said.
    associatedtype Limit: ListLimit

    /// How much is asked for.
    var limit: Limit { get }
    /// Which server is asked.
    var server: ServerOptions { get }
    /// Where the list is, below `/api/v1`.
    var path: [String] { get }
    /// What is asked of it besides; a `nil` value leaves its name out.
    var query: [(String, String?)] { get }

    /// Says what a person may do next, once the list is printed.
    func sayNext(after page: ListPage<Element>)
}

extension PagedCommand {
    var query: [(String, String?)] { [] }

    func sayNext(after page: ListPage<Element>) {}

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(self.path, query: self.query, limit: self.limit.count, of: Element.self)
        }
        try self.data.list(page.data, model: page)
        self.sayNext(after: page)
    }
}
