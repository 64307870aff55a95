import Testing

@testable import Hookswitch
@testable import Schema

/// What a start says of a database whose schema is another one: which command brings the two together.
@Suite struct SchemaRefusalTests {
    private static let newest = SchemaRange.supported.maximum

    @Test func aServerStartsWithItsOwnSchema() {
        let status = SchemaStatus(version: Self.newest, pending: [], faults: [])

        #expect(status.isSupported)
        #expect(StartRefusal(schema: status) == nil)
    }

    @Test func anOlderSchemaIsMigrated() throws {
        let status = SchemaStatus(version: Self.newest - 1, pending: ["0099_last"], faults: [])

        let refusal = try #require(StartRefusal(schema: status))

        #expect(refusal.reason.contains("it lacks 0099_last"))
        #expect(refusal.remedy == "run `hookswitch migrate up`")
        #expect(!refusal.isTemporary)
    }

    @Test func aNewerSchemaWantsANewerProgram() throws {
        let next = Self.newest + 1
        let status = SchemaStatus(version: next, pending: [], faults: [.unknown(version: next, name: "future")])

        let refusal = try #require(StartRefusal(schema: status))

        #expect(refusal.remedy.hasPrefix("upgrade the program"))
        #expect(refusal.remedy.contains("step \(next)") && refusal.remedy.contains("\(Self.newest)"))
        #expect(!refusal.remedy.contains("migrate up"))
    }

    @Test func aSchemaOfOtherStatementsIsNeitherMigratedNorUpgraded() throws {
        let status = SchemaStatus(version: Self.newest, pending: [], faults: [.changed(version: 2, name: "tenant")])

        let refusal = try #require(StartRefusal(schema: status))

        #expect(refusal.remedy.contains("migrate verify"))
        #expect(!refusal.remedy.contains("migrate up"))
    }

    @Test func theRangeEndsAtTheNewestStep() {
        #expect(SchemaRange.supported.maximum == Migration.all.last?.version)
        #expect(SchemaRange.supported.minimum <= SchemaRange.supported.maximum)
    }
}
