import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct RoutingFileTests {
    private static let text = """
        # a remark
        version: 12
        pools:
          - number: "+35840675644"
            name: Sales
            rules:
              - name: VIP
                when: { caller: known }
                target: "+35853445657"
        """

    @Test func aSheetIsReadBackAsItWasPrinted() throws {
        let file = try RoutingFile(source: "r.yaml", text: Self.text)

        let sheet = RoutingSheet(slug: "acme", version: 12, pools: file.pools)
        let again = try RoutingFile(source: "r.yaml", text: try sheet.text)

        #expect(again.version == 12)
        #expect(again.pools == file.pools)
        #expect(file.pools.first?.value(at: "number")?.text == "+35840675644")
    }

    @Test func issuesHaveTheLinesOfTheFile() throws {
        let file = try RoutingFile(source: "r.yaml", text: Self.text)
        var failure = CommandFailure(.failed, code: "invalid_document", "refused")
        failure.problem.errors = [
            Problem.Issue(pointer: "/pools/0/rules/0/target", detail: "x"),
            Problem.Issue(pointer: "/region", detail: "y"),
        ]

        let located = file.located(failure)

        #expect(located.source == "r.yaml")
        #expect(located.problem.errors?.map(\.line) == [9, 2])
    }

    @Test func aTenantDocumentIsARoutingToo() throws {
        let file = try RoutingFile(source: "t", text: "apiVersion: hookswitch/v1\nname: A\npools: []\n")

        #expect(file.version == nil)
        #expect(file.pools.isEmpty)
    }

    @Test(arguments: ["", "- a", "pools: 1", "version: x\npools: []", "pols: []\npools: []", "a: [", "version: 3"])
    func whatIsNoRoutingIsRefused(_ text: String) {
        let failure = #expect(throws: CommandFailure.self) { try RoutingFile(source: "r.yaml", text: text) }
        #expect(failure?.status == .failed)
        #expect(failure?.problem.title?.hasPrefix("r.yaml is no routing") == true)
    }
}
