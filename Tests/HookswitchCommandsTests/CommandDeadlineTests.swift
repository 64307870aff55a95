import Testing

@testable import HookswitchCommands

@Suite struct CommandDeadlineTests {
    @Test func whatTakesTooLongIsStoppedWithItsOwnFailure() async throws {
        let deadline = CommandDeadline(seconds: 0.1)
        let work = Task<Void, any Error> { try await Task.sleep(for: .seconds(600)) }

        let failure = await #expect(throws: CommandFailure.self) {
            try await deadline.wait(for: work, seconds: 0.1, abandon: {})
        }

        #expect(failure?.status == .unavailable)
        #expect(failure?.problem.code == "timeout")
        #expect(failure?.problem.title == "the command was not done in 0.1 s")
    }

    @Test func whatEndsInTimeKeepsItsEnd() async throws {
        let deadline = CommandDeadline(seconds: 600)
        let failure = CommandFailure(.conflict, code: "x", "y")

        try await deadline.wait(for: Task {}, seconds: 600, abandon: {})
        let found = await #expect(throws: CommandFailure.self) {
            try await deadline.wait(for: Task { throw failure }, seconds: 600, abandon: {})
        }

        #expect(found?.status == .conflict)
    }
}
