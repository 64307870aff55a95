import Foundation
import HookswitchTesting
import Testing

@testable import HookswitchCommands

@Suite struct CallCaseFileTests {
    @Test func mistakesAreNamedByFileAndLineAndNothingIsAsked() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/cases.yaml"
            let text = "- from: \"1\"\n  to: \"2\"\n  expects: { status: 204 }\n"
            try text.write(toFile: path, atomically: true, encoding: .utf8)

            let failure = #expect(throws: CommandFailure.self) {
                try CallCaseFile(file: InputFile(path: path)).cases()
            }

            let block = try FailureBlock(#require(failure)).lines(palette: .plain)
            #expect(block[0] == "error: \(path) was refused, and nothing was asked")
            #expect(block.contains("  \(path):3: [0].expects"))
            #expect(failure?.problem.code == "invalid_cases")
        }
    }

    @Test func draftNeedsNoSecretAndSendsNone() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/acme.yaml"
            let text = """
                apiVersion: hookswitch/v1
                kind: Tenant
                slug: acme
                name: Acme Oy
                region: FI
                dataverse: { url: "https://acme.crm4.dynamics.com" }
                entra:
                  tenant: acme.onmicrosoft.com
                  clientId: 91bd3f0e-0000-4000-8000-000000000002
                  credential: { secret: canary-secret }
                """
            try text.write(toFile: path, atomically: true, encoding: .utf8)

            guard case .document(let draft) = try DraftDocument.read(InputFile(path: path), slug: "acme") else {
                Issue.record("a document is taken for a routing")
                return
            }

            #expect(draft.json.contains(#""slug":"acme""#))
            #expect(!draft.json.contains("canary"))
            #expect(throws: CommandFailure.self) {
                try DraftDocument.read(InputFile(path: path), slug: "globex")
            }
        }
    }
}
