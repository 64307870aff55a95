import Foundation
import HookswitchTesting

/// Runs programs found by their paths or in `PATH`.
enum ChildProcess {
    /// Runs a program to its end.
    static func run(_ program: String, _ arguments: [String]) async throws -> TestProgram.Result {
        try await TestProgram.run("/usr/bin/env", [program] + arguments)
    }

    /// The program that the package's build put beside the tests.
    static var simulator: URL {
        TestProgram.built("hookswitch-simulator")
    }
}
