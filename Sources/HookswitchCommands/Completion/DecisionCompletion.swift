import Foundation

/// What Tab offers where a decision's id is expected: the newest. Silent whatever happens, as ``TenantCompletion`` is.
struct DecisionCompletion: Sendable {
    /// As many as somebody looks through.
    private static let count = 20

    /// The words of the line so far, as the shell has them.
    let words: [String]
    /// The shell's environment.
    let environment: [String: String]

    /// The ids, newest first. They are not remembered: who presses Tab means the call of a moment ago.
    func ids() async -> [String] {
        struct Entry: Codable, Sendable { let id: String }
        do {
            let flags = TenantCompletion.flags(of: self.words)
            let choice = try ServerChoice(flags: flags, environment: self.environment) { () throws(CommandFailure) in
                try ProfileStore(environment: self.environment)?.load() ?? ProfileFile()
            }
            return try await AdminClient.withClient(
                of: choice.address,
                token: choice.token,
                patience: TenantCompletion.patience
            ) { client in
                let page: ListPage<Entry> = try await client.get(["decisions"], query: [("limit", String(Self.count))])
                return page.data.map(\.id)
            }
        } catch {
            return []
        }
    }
}
