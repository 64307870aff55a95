import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct DevDemoTests {
    private let demo: DevDemo

    init() throws {
        // The clone that this file is in.
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
        self.demo = try DevDemo(named: root.appending(path: "deploy/demo").path, executable: "/")
    }

    @Test func demoTenantIsAcceptedWithTheSecretOfTheScenario() throws {
        let secrets = SecretResolution.local(
            environment: [DevDemo.secretVariable: try self.demo.secret()],
            allowInline: false
        )

        let documents = try TenantDocumentReader(secrets: secrets, egress: nil)
            .read(try self.demo.document(simulatorPort: DevDemo.simulatorPort))

        #expect(documents.map(\.slug.text) == ["demo"])
    }

    @Test func simulatorOnAnotherPortIsWhereTheTenantLooks() throws {
        let document = try self.demo.document(simulatorPort: 40_001)

        #expect(document.contains("https://127.0.0.1:40001"))
        #expect(!document.contains("18443"))
    }

    @Test func missingFilesAreNamed() {
        let failure = #expect(throws: CommandFailure.self) { try DevDemo(named: "/nonexistent", executable: "/") }

        #expect(failure?.status == .failed)
    }
}
