import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

/// Microsoft's own client library is the judge of the Entra side; see `Tests/Conformance/msal_token.py`.
@Suite struct MsalTests {
    @Test func msalGetsATokenUnmodified() async throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = Self.interpreter()
        let check = try await ChildProcess.run(python, ["-c", "import msal"])
        try #require(
            check.status == 0,
            """
            \(python) cannot import msal. Make a virtual environment at .venv in the package's root with \
            `python3 -m venv .venv && .venv/bin/pip install msal==1.39.0`, or name an interpreter that has it in \
            HOOKSWITCH_TEST_PYTHON. \(check.errors)
            """
        )
        let simulator = try await Simulator.start(scenario: SimulatorBundle.scenario(), tls: true)
        let ca = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pem")
        try Data(simulator.certificateAuthorityPEM.utf8).write(to: ca)

        let result = try await ChildProcess.run(
            python,
            [
                root.appending(path: "Conformance/msal_token.py").path(), "https://localhost:\(simulator.port)",
                ca.path(), "acme.onmicrosoft.test", SimulatorBundle.client, SimulatorBundle.secret,
                SimulatorBundle.resource,
            ]
        )
        let requests = simulator.requests()
        try await simulator.shutdown()
        try FileManager.default.removeItem(at: ca)

        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("ok "))
        #expect(requests.contains { $0.kind == .discovery })
        let tokenRequests = requests.filter { $0.kind == .token }
        #expect(!tokenRequests.isEmpty)
        #expect(tokenRequests.allSatisfy { $0.headers.contains { $0.value == "MSAL.Python" } })
    }

    /// The interpreter named by the environment, else that of the package's virtual environment, else the system's.
    private static func interpreter() -> String {
        if let named = ProcessInfo.processInfo.environment["HOOKSWITCH_TEST_PYTHON"], !named.isEmpty { return named }
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path().count > 1 {
            let isRoot = FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path())
            let candidate = folder.appending(path: ".venv/bin/python").path()
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            if isRoot { break }
            folder = folder.deletingLastPathComponent()
        }
        return "python3"
    }
}
