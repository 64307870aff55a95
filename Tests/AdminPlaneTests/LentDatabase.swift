import HookswitchTesting
import Testing

/// Lends each test of a suite a database of its own.
struct LentDatabase: SuiteTrait, TestTrait, TestScoping {
    /// The database of the test that runs.
    @TaskLocal static var current: TestDatabase?

    let isRecursive = true

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await TestDatabase.withTestDatabase { database in
            try await Self.$current.withValue(database) { try await function() }
        }
    }
}

extension Trait where Self == LentDatabase {
    /// A database for each test.
    static var lentDatabase: Self { LentDatabase() }
}
