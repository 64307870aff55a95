import ArgumentParser
import Foundation

extension CompletionKind {
    /// The slugs of the server's tenants.
    static var tenants: CompletionKind {
        .custom { words, _, _ in
            await TenantCompletion(words: words, environment: ProcessInfo.processInfo.environment).slugs()
        }
    }

    /// The ids of the newest decisions.
    static var decisions: CompletionKind {
        .custom { words, _, _ in
            await DecisionCompletion(words: words, environment: ProcessInfo.processInfo.environment).ids()
        }
    }

    /// The names of the profiles.
    static var profiles: CompletionKind {
        .custom { _, _, _ in
            let store = ProfileStore(environment: ProcessInfo.processInfo.environment)
            do throws(CommandFailure) {
                return try store?.load().profiles.keys.sorted() ?? []
            } catch {
                // Nobody who presses Tab wants an error in the middle of the line.
                return []
            }
        }
    }
}
