import Foundation
import Hookswitch

/// Waits for a tenant's first real call: the stream of decisions tells of it at once, and a poll behind it sees what was there
/// before, what came while a stream was cut off, and all of it where something in between holds streams back.
struct FirstCallWait: Sendable {
    /// Who waits for a first call waits minutes or days; a few seconds more do not matter.
    private static let pollPause = Duration.seconds(5)
    /// The pause before a stream that ended or broke is made again.
    private static let streamPause = Duration.seconds(3)
    /// How many of the newest decisions are looked at: test calls of an onboarding are a handful.
    private static let pageSize = 50

    let client: AdminClient
    let slug: String

    /// Waits until there is one.
    ///
    /// - Throws: A ``CommandFailure`` if the server refuses to show decisions; one that is away is waited for, too.
    func first() async throws -> DecisionView {
        try await withThrowingTaskGroup(of: DecisionView?.self) { group in
            group.addTask { try await self.poll() }
            group.addTask { try await self.follow() }
            defer { group.cancelAll() }
            while let found = try await group.next() {
                if let found { return found }
            }
            throw CancellationError()
        }
    }

    private func poll() async throws -> DecisionView? {
        while true {
            do {
                let page: ListPage<DecisionView> = try await self.client.get(
                    ["decisions"],
                    query: [("tenant", self.slug), ("limit", String(Self.pageSize))]
                )
                if let first = FirstCall.first(in: page.data) { return first }
            } catch let failure as CommandFailure where failure.status == .unavailable {
                // A server that restarts comes back.
            }
            try await Task.sleep(for: Self.pollPause)
        }
    }

    /// - Returns: `nil` if the server gives no stream: the poll goes on alone.
    private func follow() async throws -> DecisionView? {
        while true {
            var found: DecisionView?
            do {
                _ = try await self.client.stream(["decisions", "stream"], query: [("tenant", self.slug)], after: nil) {
                    found = Self.decision(in: $0)
                    return found == nil
                }
            } catch let failure as CommandFailure {
                guard failure.status == .unavailable else { return nil }
            }
            if let found { return found }
            try await Task.sleep(for: Self.streamPause)
        }
    }

    private static func decision(in event: ServerSentEvents.Event) -> DecisionView? {
        guard event.name == "decision",
            let decision = try? JSONDecoder().decode(DecisionView.self, from: Data(event.data.utf8))
        else { return nil }
        return FirstCall.isReal(decision) ? decision : nil
    }
}
