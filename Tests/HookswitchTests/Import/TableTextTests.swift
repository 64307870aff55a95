import Testing

@testable import Hookswitch

@Suite struct TableTextTests {
    private static func cells(_ text: String) throws -> [[String]] {
        try TableText(Array(text.utf8), separator: UInt8(ascii: ",")).rows.map(\.cells)
    }

    @Test func cellsAreThoseOfRFC4180() throws {
        #expect(try Self.cells("a,b\r\nc,d\r\n") == [["a", "b"], ["c", "d"]])
        #expect(try Self.cells("a,\"b,c\",\"d\"\"e\"") == [["a", "b,c", "d\"e"]])
        #expect(try Self.cells("\"a\r\nb\",c\n") == [["a\r\nb", "c"]])
        #expect(try Self.cells(" a , b\n,\n\n\n\"\"\n") == [[" a ", " b"], ["", ""], [""]])
        #expect(try Self.cells("") == [])
    }

    @Test func linesAreCountedThroughQuotes() throws {
        let rows = try TableText(Array("a\n\"b\nc\"\r\n\nd\n".utf8), separator: UInt8(ascii: ",")).rows

        #expect(rows.map(\.line) == [1, 2, 5])
    }

    @Test func quotesOutOfPlaceAreFlawsOfTheirRow() throws {
        let rows = try TableText(Array("a\"b,c\n\"d\"e,f\ng,h\n".utf8), separator: UInt8(ascii: ",")).rows

        #expect(rows.map { $0.flaw != nil } == [true, true, false])
    }

    @Test func quoteThatIsNeverClosedIsRefused() {
        #expect(throws: ImportRefusal.self) { try Self.cells("a\n\"b\nc\n") }
    }

    @Test func everyTextComesBack() throws {
        let texts = ["", "=1", "+358", "-", "@x", "\tx", "\rx", "'", "''", "'=", "''=1", "'a", "a\"b", "a\nb", "a;b"]

        let line = TableText.line(texts.map(FormulaGuard.guarded))
        let cells = try Self.cells(line).first ?? []

        #expect(cells.map(FormulaGuard.text) == texts)
        #expect(cells.allSatisfy { cell in !["=", "+", "-", "@", "\t", "\r"].contains(cell.unicodeScalars.first) })
        #expect(FormulaGuard.text(of: "+358") == "+358")
    }
}
