import Testing

@testable import HookswitchCommands

@Suite struct TableTests {
    private func lines(_ columns: [TableColumn], _ rows: [[String]], width: Int = 80) -> [String] {
        Table(columns: columns, rows: rows).lines(width: width, palette: .plain)
    }

    @Test func headingsStandOverTheirColumns() {
        let lines = self.lines([TableColumn("A"), TableColumn("B", isNumeric: true)], [["long", "1"], ["x", "200"]])

        #expect(lines == ["A       B", "long    1", "x     200"])
    }

    @Test func leastNeededColumnLeavesFirst() {
        let columns = [TableColumn("ID"), TableColumn("NOTE", .optional(2)), TableColumn("NAME", .optional(1))]

        let lines = self.lines(columns, [["0123456789", "a note", "a name"]], width: 20)

        #expect(lines == ["ID          NAME", "0123456789  a name"])
    }

    @Test func cutColumnIsCutBeforeAnotherLeaves() {
        let columns = [TableColumn("NAME", .cut(5)), TableColumn("N", .optional(1))]

        let lines = self.lines(columns, [["abcdefghijkl", "1"]], width: 10)

        #expect(lines == ["NAME     N", "abcdef…  1"])
    }

    @Test func wholeColumnStaysWholeHoweverNarrowTheTerminal() {
        let lines = self.lines([TableColumn("ID")], [["dec_01234567890123456789012345"]], width: 5)

        #expect(lines[1] == "dec_01234567890123456789012345")
    }

    @Test func missingCellIsEmptyAndASurplusOneIsLeftOut() {
        let lines = self.lines([TableColumn("A"), TableColumn("B")], [["1"], ["1", "2", "3"]])

        #expect(lines == ["A  B", "1", "1  2"])
    }

    @Test func nameThatCommandsTheTerminalOnlyStandsThere() {
        let lines = self.lines([TableColumn("NAME")], [["a\u{1B}[2Jb\r\nc\u{202E}d"]])

        #expect(lines.count == 2)
        #expect(lines[1] == "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}c\u{FFFD}d")
    }

    @Test(arguments: ["漢字", "👨‍👩‍👧", "e\u{301}", ""])
    func wideAndCombiningTextKeepsColumnsStraight(_ text: String) {
        let lines = self.lines([TableColumn("A"), TableColumn("B")], [[text, "x"], ["abcdef", "x"]])

        #expect(TerminalText.width(lines[1]) == TerminalText.width(lines[2]))
    }

    @Test func fittedTextNeverIsWiderThanAsked() {
        for width in 0...12 {
            for text in ["漢字漢字漢字", "abcdefghijklmnop", "👍🏽👍🏽👍🏽👍🏽", "ä"] {
                #expect(TerminalText.width(TerminalText.fitted(text, to: width)) <= width)
            }
        }
    }
}
