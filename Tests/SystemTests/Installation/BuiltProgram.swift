import Foundation
import HookswitchTesting

/// The programs that the build put beside the tests, run as an operator runs them.
enum BuiltProgram {
    /// What a program that has ended left.
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String

        init(_ result: TestProgram.Result) {
            self.status = result.status
            self.output = result.output
            self.errors = result.errors
        }
    }

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
        let path = Self.url("hookswitch").path
        return Result(try await TestProgram.run(path, arguments, environment: environment, in: directory))
    }
}
