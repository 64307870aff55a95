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
}
