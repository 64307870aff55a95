import Foundation
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

    @Test func aFileThatIsNotTheOneThatWasPlannedIsAConflict() throws {
        let planned = ImportOrigin(format: .ndjson, content: Array("{}".utf8))
        // Version 8, and the beginning of the file's digest at its end.
        let uuid = try #require(UUID(uuidString: "01900000-0000-8000-8000-00" + planned.mark))
        let id = ImportID(uuid).description
        let mended = ImportOrigin(format: .ndjson, content: Array("{ }".utf8))

        let failure = ImportWork.difference(of: id, from: mended, file: "my fleet.ndjson")

        #expect(ImportWork.difference(of: id, from: planned, file: "my fleet.ndjson") == nil)
        #expect(failure?.status == .conflict)
        #expect(failure?.problem.title?.contains("is not the file that was planned") == true)
        #expect(failure?.problem.detail?.contains(planned.mark) == true)
        #expect(failure?.problem.fix == "hookswitch import 'my fleet.ndjson' --plan")
        #expect(ImportWork.difference(of: "imp_aaaaaaaaaaaaaaaaaaaaaaaaaa", from: planned, file: "a.csv") != nil)
    }
}
