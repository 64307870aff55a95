import Testing

@testable import Hookswitch

@Suite struct DocumentDiffTests {
    private static func changes(_ before: String, _ after: String) throws -> [String] {
        let diff = DocumentDiff(from: try DocumentValue(json: before), to: try DocumentValue(json: after))
        return diff.changes.map(\.description)
    }

    @Test func equalDocumentsDifferInNothing() throws {
        let document = #"{"name": "Acme", "pools": [{"number": "+1", "rules": []}], "x": null}"#

        #expect(try Self.changes(document, document) == [])
    }

    @Test func eachMemberIsTold() throws {
        let before = #"{"name": "Acme", "gone": "x", "dataverse": {"url": "a", "tables": ["contact"]}}"#
        let after = #"{"name": "Acme Oy", "new": {"b": "2", "a": "1"}, "dataverse": {"url": "b", "tables": ["lead"]}}"#

        #expect(
            try Self.changes(before, after) == [
                #"~ dataverse.tables: ["contact"] → ["lead"]"#, "~ dataverse.url: a → b", "- gone: x",
                "~ name: Acme → Acme Oy", #"+ new: {a: "1", b: "2"}"#,
            ]
        )
    }

    @Test func elementsAreFoundByTheirNumberOrName() throws {
        let before = """
            {"pools": [
                {"number": "+1", "name": "Sales", "rules": [{"name": "Known", "target": "+7"}]}, {"number": "+2", "name": "B"}
            ]}
            """
        let after = """
            {"pools": [
                {"number": "+1", "name": "Sales", "rules": [{"name": "Known", "target": "+8"}]}, {"number": "+3", "name": "C"}
            ]}
            """

        #expect(
            try Self.changes(before, after) == [
                #"- pools[+2]: {name: "B", number: "+2"}"#, "~ pools[+1].rules[Known].target: +7 → +8",
                #"+ pools[+3]: {name: "C", number: "+3"}"#,
            ]
        )
    }

    @Test func anotherOrderIsAChangeOfTheList() throws {
        let before = #"{"rules": [{"name": "A"}, {"name": "B"}]}"#
        let swapped = #"{"rules": [{"name": "B"}, {"name": "A"}]}"#
        let inserted = #"{"rules": [{"name": "A"}, {"name": "C"}, {"name": "B"}]}"#
        let appended = #"{"rules": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}"#

        #expect(try Self.changes(before, swapped) == [#"~ rules: ["A", "B"] → ["B", "A"]"#])
        #expect(
            try Self.changes(before, inserted) == [
                #"+ rules[C]: {name: "C"}"#, #"~ rules: ["A", "B"] → ["A", "C", "B"]"#,
            ]
        )
        #expect(try Self.changes(before, appended) == [#"+ rules[C]: {name: "C"}"#])
    }

    @Test func elementsWithoutNamesOfTheirOwnAreComparedAsOneList() throws {
        let before = #"{"rules": [{"name": "A", "x": "1"}, {"name": "A", "x": "2"}]}"#
        let after = #"{"rules": [{"name": "A", "x": "1"}]}"#

        let changes = try Self.changes(before, after)

        #expect(changes.count == 1)
        #expect(changes.first?.hasPrefix("~ rules: [") == true)
    }

    @Test func documentsOfAnotherTimeAreComparedToo() throws {
        let changes = try Self.changes(#"{"a": 1, "b": true}"#, #"{"a": 2.5, "b": [1]}"#)

        #expect(changes == ["~ a: 1 → 2.5", #"~ b: true → ["1"]"#])
    }
}
