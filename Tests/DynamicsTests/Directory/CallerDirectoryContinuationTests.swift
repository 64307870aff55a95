import Routing
import Testing

@testable import Dynamics

/// What a directory takes over from the one before it, when what is searched changes and the application does not.
@Suite(.serialized) struct CallerDirectoryContinuationTests {
    private func deadline(_ duration: Duration = .seconds(5)) -> ContinuousClock.Instant { .now + duration }

    @Test func whatIsSearchedMayChangeWithoutANewToken() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .noRows
        } _: { world in
            var directory = try world.directory()
            _ = await directory.find(world.caller, deadline: self.deadline())

            for tables in [[DirectoryTable.account], [.account, .lead], [.lead]] {
                directory = try world.directory(tables: tables, fallback: .contains, continuing: directory)
                let answer = await directory.find(world.caller, deadline: self.deadline())
                #expect(answer.outcome == .none)
                #expect(answer.trace.tokens.allSatisfy { $0.wasHeld })
            }
            #expect(world.server.requests.count { $0.isToken } == 1)

            let other = try EntraApplication(
                authority: world.application.authority,
                entraTenant: world.application.entraTenant,
                clientID: world.application.clientID,
                secret: Secret("another-secret")
            )
            let changed = try world.directory(application: other, continuing: directory)
            _ = await changed.find(world.caller, deadline: self.deadline())
            #expect(world.server.requests.count { $0.isToken } == 2, "another secret has a token of its own")
        }
    }

    @Test func aBreakerThatIsOpenStaysSoWhenWhatIsSearchedChanges() async throws {
        try await StubWorld.run {
            $0.isToken ? .token : .status("500 Internal Server Error", "{}")
        } _: { world in
            let directory = try world.directory()
            for _ in 0..<5 { _ = await directory.find(world.caller, deadline: self.deadline()) }

            let changed = try world.directory(tables: [.account], continuing: directory)

            #expect(changed.refusal == .breakerOpen)
        }
    }
}
