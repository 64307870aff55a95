import HookswitchTesting
import Testing

/// Lends each case of each test of a suite a database of its own: cases run at the same time.
struct LentDatabase: SuiteTrait, TestTrait, TestScoping {
    /// The database of the case that runs.
    @TaskLocal static var current: TestDatabase?

    /// Databases that exist at once. Postgres copies a template for one at a time, and all tests at once would each wait
    /// longer for theirs than a connection may take.
    private static let limit = LendingLimit(4)

    let isRecursive = true

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        test.isSuite || testCase == nil ? nil : self
    }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.limit.enter()
        do {
            try await TestDatabase.withTestDatabase { database in
                try await Self.$current.withValue(database) { try await function() }
            }
        } catch {
            await Self.limit.leave()
            throw error
        }
        await Self.limit.leave()
    }
}

extension Trait where Self == LentDatabase {
    /// A database for each case of each test.
    static var lentDatabase: Self { LentDatabase() }
}
