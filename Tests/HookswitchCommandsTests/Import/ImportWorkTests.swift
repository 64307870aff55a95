import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct ImportWorkTests {
    @Test func commandThatAppliesAPlanIsForAShell() {
        let plain = ImportWork.command("fleet.yaml", format: nil, applying: "imp_a")
        let named = ImportWork.command("my fleet.txt", format: .csv, applying: "imp_a")

        #expect(plain == "hookswitch import fleet.yaml --apply --plan-id imp_a")
        #expect(named == "hookswitch import 'my fleet.txt' --format csv --apply --plan-id imp_a")
    }
}
