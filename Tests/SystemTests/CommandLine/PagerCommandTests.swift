import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// Long answers page by page; `Tests/Conformance/pager.py` looks.
    @Suite struct PagerCommandTests {
        @Test func longListsArePagedAtATerminalAlone() async throws {
            try await TemporaryDirectory.withDirectory { directory in
                let result = try await TestProgram.run(
                    TestPython.path,
                    [
                        TestPython.root.appending(path: "Tests/Conformance/pager.py").path,
                        BuiltProgram.url("hookswitch").path, directory,
                    ],
                    environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
                )

                #expect(result.status == 0, "\(result.output)\(result.errors)")
                #expect(result.output.hasSuffix("ok\n"))
            }
        }

        @Test func watchingAndPagingDoNotGoTogether() async throws {
            try await TemporaryDirectory.withDirectory { directory in
                let result = try await BuiltProgram.hookswitch(
                    ["profile", "list", "--pager", "--watch"],
                    environment: [:],
                    directory: directory
                )

                #expect(result.status == 64)
                #expect(result.errors.contains("--pager"), "\(result.errors)")
            }
        }
    }
}
