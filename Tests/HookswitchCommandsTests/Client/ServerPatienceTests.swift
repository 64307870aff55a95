import Testing

@testable import HookswitchCommands

/// What a command does where the server has too much to do.
@Suite struct ServerPatienceTests {
    private static func refusal(_ status: Int, retryAfter: Int?) -> CommandFailure {
        var failure = CommandFailure(.failed, problem: Problem(status: status))
        failure.retryAfter = retryAfter
        return failure
    }

    @Test func whatIsRefusedIsAskedForAgainWhenTheServerSays() async throws {
        var (pauses, count): ([Duration], Int) = ([], 0)

        try await ServerPatience.keep(pause: { pauses.append($0) }) {
            count += 1
            if count < 3 { throw Self.refusal(429, retryAfter: 5) }
        }

        #expect(count == 3)
        #expect(pauses == [.seconds(5), .seconds(5)])
    }

    @Test func aServerThatNeverHasTimeIsGivenUp() async throws {
        var (pauses, count): ([Duration], Int) = ([], 0)

        await #expect(throws: CommandFailure.self) {
            try await ServerPatience.keep(pause: { pauses.append($0) }) {
                count += 1
                throw Self.refusal(429, retryAfter: count == 1 ? 86_400 : nil)
            }
        }

        #expect(count == 20)
        #expect(pauses.first == .seconds(60))
        #expect(pauses.dropFirst().allSatisfy { $0 == .seconds(1) })
    }

    @Test func anyOtherFaultIsOneAtOnce() async throws {
        var count = 0

        await #expect(throws: CommandFailure.self) {
            try await ServerPatience.keep(pause: { _ in }) {
                count += 1
                throw Self.refusal(404, retryAfter: 5)
            }
        }

        #expect(count == 1)
    }
}
