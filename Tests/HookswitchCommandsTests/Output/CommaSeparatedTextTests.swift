import Testing

@testable import HookswitchCommands

@Suite struct CommaSeparatedTextTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
            ("a\r\nb", "\"a\r\nb\""), ("Ä", "Ä"), ("a=b", "a=b"), (" =1", " =1"),
        ]
    )
    func cellIsQuotedWhereItMustBe(_ text: String, _ cell: String) {
        #expect(CommaSeparatedText.line([text]) == cell)
    }

    @Test(
        arguments: [
            "=HYPERLINK(\"http://evil\")", "+358401234567", "-1", "@SUM(A1)", "\tcmd", "\rcmd", "\r\ncmd",
            "=\u{301}1", "=1+1,2",
        ]
    )
    func formulaBecomesText(_ text: String) {
        let cell = CommaSeparatedText.line([text])

        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test func cellsStandSideBySide() {
        #expect(CommaSeparatedText.line(["a", "", "c,d"]) == "a,,\"c,d\"")
    }
}
