import Foundation
import NIOCore

/// What Tab offers where a tenant's slug is expected. Silent whatever happens: it writes into somebody's line.
struct TenantCompletion: Sendable {
    /// The longest that Tab may take; beyond, people think that the shell hangs.
    static let patience = TimeAmount.milliseconds(300)

    /// The words of the line so far, as the shell has them.
    let words: [String]
    /// The shell's environment.
    let environment: [String: String]

    /// The slugs: remembered ones, else the server's.
    func slugs(now: Date = Date()) async -> [String] {
        let flags = Self.flags(of: self.words)
        do {
            let choice = try ServerChoice(flags: flags, environment: self.environment) { () throws(CommandFailure) in
                try ProfileStore(environment: self.environment)?.load() ?? ProfileFile()
            }
            let key = [choice.address.text, flags.profile ?? "", flags.tokenFile ?? ""].joined(separator: "\n")
            let memory = CompletionMemory(key: key, environment: self.environment)
            if let known = memory?.recall(now: now) { return known }
            let slugs = try await AdminClient.withClient(
                of: choice.address,
                token: choice.token,
                patience: Self.patience
            ) { client in
                try await client.tenantSlugs()
            }
            try memory?.keep(slugs)
            return slugs
        } catch {
            return []
        }
    }

    /// The flags that choose a server, as far as they stand in the line already.
    static func flags(of words: [String]) -> ServerChoice.Flags {
        var flags = ServerChoice.Flags()
        for (word, next) in zip(words, words.dropFirst() + [""]) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let value = Self.unquoted(parts.count == 2 ? parts[1] : next)
            guard !value.isEmpty else { continue }
            switch parts.first {
            case "--url": flags.url = value
            case "--token-file": flags.tokenFile = value
            case "--profile": flags.profile = value
            default: continue
            }
        }
        return flags
    }

    /// Shells hand words over as they were typed.
    private static func unquoted(_ word: String) -> String {
        word.filter { $0 != "\"" && $0 != "'" && $0 != "\\" }
    }
}
