import Foundation
import Testing

@testable import HookswitchCommands

/// A fixture goes to the server as somebody wrote it: what they misspelt must not become a caller whom nobody knows.
@Suite struct ExplainFixtureTests {
    @Test(arguments: [
        ("records: [{ table: contact }]", #"{"records":[{"table":"contact"}]}"#),
        (#"{"recods": [{"table": "contact"}]}"#, #"{"recods":[{"table":"contact"}]}"#),
        ("failur: crm_timeout", #"{"failur":"crm_timeout"}"#),
        ("records: [{ tabel: contact }]", #"{"records":[{"tabel":"contact"}]}"#),
        ("failure: crm_timeout", #"{"failure":"crm_timeout"}"#),
    ])
    func everyMemberIsSent(_ text: String, _ json: String) throws {
        #expect(try ExplainOptions.fixture(text, source: "fixture.yaml") == json)
    }

    @Test(arguments: ["", "null", "- a", "text", "{", "a: [b"])
    func whatIsNoFixtureIsRefused(_ text: String) {
        #expect(throws: CommandFailure.self) { try ExplainOptions.fixture(text, source: "fixture.yaml") }
    }

    @Test func routingIsADraftToo() throws {
        #expect(RoutingFile.isRouting("version: 3\npools: []\n"))
        #expect(!RoutingFile.isRouting("apiVersion: hookswitch/v1\nslug: acme\npools: []\n"))
        #expect(!RoutingFile.isRouting("nothing"))

        let file = try RoutingFile(source: "my rules.yaml", text: "pools: []")

        #expect(
            DraftDocument.File.routing(file).application(to: "acme")
                == "hookswitch routing apply acme -f 'my rules.yaml'"
        )
    }
}
