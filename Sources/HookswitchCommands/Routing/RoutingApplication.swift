import Hookswitch

/// A changed routing on its way to the server.
struct RoutingApplication: Sendable {
    /// What happens if somebody else changed the routing meanwhile.
    enum Meeting: Sendable {
        /// Nothing is changed.
        case refused
        /// Both changes are put together, unless they are of the same pool.
        case rebased
        /// Theirs is overwritten.
        case forced
    }

    let server: RoutingServer
    let meeting: Meeting
    let isDryRun: Bool

    /// Applies it.
    ///
    /// - Parameter seen: The version that its author saw; `nil` if nobody said.
    /// - Throws: A ``CommandFailure`` with all that is wrong, or of conflict; nothing was changed then.
    func apply(_ file: RoutingFile, seen: Int32?) async throws -> AppliedTenant {
        let current = try await self.server.current()
        do {
            var document = try self.server.normalized(file.pools, on: current, from: file.source)
            if let seen, seen != current.version {
                document = try await self.met(document, seen: seen, current: current, source: file.source)
            }
            return try await self.server.put(document, over: current, dryRun: self.isDryRun)
        } catch let failure as CommandFailure {
            throw failure.status == .conflict ? failure : file.located(failure)
        }
    }

    private func met(
        _ document: DocumentValue,
        seen: Int32,
        current: RoutingServer.Current,
        source: String
    ) async throws -> DocumentValue {
        let base = try await self.server.pools(of: seen)
        // What was changed since is no part of the routing: nobody is in the way.
        guard base != current.pools, self.meeting != .forced else { return document }
        guard self.meeting == .rebased else {
            throw try await self.server.conflict(seen: seen, current: current.version)
        }
        let merge = RoutingMerge(
            base: base,
            mine: document.value(at: "pools")?.elements ?? [],
            theirs: current.pools
        )
        guard merge.conflicts.isEmpty else {
            var failure = try await self.server.conflict(seen: seen, current: current.version)
            failure.reasons = merge.conflicts.map { "both changed the pool \($0)" }
            failure.problem.detail = failure.reasons.joined(separator: "; ")
            failure.problem.fix =
                "hookswitch routing diff \(self.server.slug) --from \(seen) --to \(current.version)        "
                + "then: mend the file, set its version to \(current.version), or --force"
            throw failure
        }
        return try self.server.normalized(merge.pools, on: current, from: source)
    }
}
