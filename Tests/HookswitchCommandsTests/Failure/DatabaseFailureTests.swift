import Logging
import Postgres
import Testing

@testable import HookswitchCommands

@Suite struct DatabaseFailureTests {
    @Test func anAddressThatIsNoneIsNotTheDatabasesFault() throws {
        let error = try #require(throws: PostgresError.self) { try DatabaseURL(parsing: "host=x nonsense=1") }

        let failure = CommandFailure(error)

        #expect(failure.status == .failed)
        #expect(failure.problem.title == "the database URL cannot be used")
        #expect(failure.problem.code == "database_url")
        #expect(failure.problem.retryable == false)
        #expect(failure.reasons.first?.contains("nonsense") == true)
    }

    @Test func aDatabaseThatIsAwayIsWorthAnotherTryAndSaysWhy() async throws {
        let pool = ConnectionPool(
            url: try DatabaseURL(parsing: "host=127.0.0.1 port=1 user=x password=hunter2"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let error = await #expect(throws: PostgresError.self) { try await pool.withConnection { _ in } }
        await pool.shutdown()

        let failure = CommandFailure(try #require(error))

        #expect(failure.status == .unavailable)
        #expect(
            failure.reasons == [
                "the database could not be reached: connection to server at \"127.0.0.1\", port 1 failed: "
                    + "Connection refused"
            ]
        )
    }
}
