import Foundation
import HookswitchTesting

/// The programs that the build put beside the tests, run as an operator runs them.
enum BuiltProgram {
    typealias Result = TestProgram.Result

    /// Where a program of the build is.
    static func url(_ name: String) -> URL {
        TestProgram.built(name)
    }

    /// Runs `hookswitch` to its end.
    ///
    /// - Parameter directory: Where it runs.
    static func hookswitch(
        _ arguments: [String],
        environment: [String: String],
        directory: String
    ) async throws -> Result {
        try await TestProgram.run(
            Self.url("hookswitch").path,
            arguments,
            environment: environment,
            in: directory
        )
    }
}
