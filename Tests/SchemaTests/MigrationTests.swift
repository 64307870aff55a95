import Foundation
@testable import Schema
import Testing

@Suite struct MigrationTests {
    /// `sql/migrations` of this repository.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sql/migrations").path

    @Test func theStepsAreTheFilesOfTheFolderByteByByte() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { !$0.hasPrefix(".") }

        #expect(files.sorted() == Migration.all.flatMap { ["\($0.label).down.sql", "\($0.label).up.sql"] }.sorted())
        for migration in Migration.all {
            for (kind, text) in [("up", migration.up), ("down", migration.down)] {
                let path = "\(Self.folder)/\(migration.label).\(kind).sql"
                #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
            }
        }
    }

    @Test func theStepsAreNumberedFromOneWithoutGapsAndNoNameComesTwice() {
        #expect(Migration.all.map(\.version) == Array(1...Int32(Migration.all.count)))
        #expect(Set(Migration.all.map(\.name)).count == Migration.all.count)
    }

    @Test func aChecksumIsTheSHA256OfTheStatements() {
        let migration = Migration(1, "x", up: Array("abc".utf8), down: [])

        #expect(migration.checksum == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// What takes ACCESS EXCLUSIVE on the table of decisions, and what reads all of it.
    private static let locking = ["ALTER TABLE hookswitch.decision\\s", "TRIGGER\\s[^;]*\\sON hookswitch.decision\\s"]
    private static let scanning = ["CREATE\\s+(UNIQUE\\s+)?INDEX\\s[^;]*\\sON hookswitch.decision\\s"]

    private static func locksAndScansDecisions(_ statements: String) -> Bool {
        func has(_ patterns: [String]) -> Bool {
            patterns.contains { statements.range(of: $0, options: [.regularExpression, .caseInsensitive]) != nil }
        }
        return has(Self.locking) && has(Self.scanning)
    }

    /// Whoever writes decisions would wait for as long as the index takes. The table's own step makes it
    /// empty; a step that was applied somewhere stays as it is.
    @Test func noStepLocksDecisionsAgainstEverybodyWhileItBuildsAnIndexOnThem() {
        let applied: Set<String> = ["0003_decision", "0014_decision_segment"]
        let slow = Migration.all.filter { Self.locksAndScansDecisions($0.up) }.map(\.label)

        #expect(Set(slow).subtracting(applied).isEmpty, "\(slow): the index is a step of its own")
        // It finds the one of which we know.
        #expect(slow.contains("0014_decision_segment"))
    }
}
