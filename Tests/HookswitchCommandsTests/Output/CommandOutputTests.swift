import Testing

@testable import HookswitchCommands

@Suite struct CommandOutputTests {
    private struct Row: ListDisplayable {
        let slug: String
        let name: String

        static var columns: [TableColumn] {
            [TableColumn("TENANT"), TableColumn("NAME", .cut(4)), TableColumn("SECRET EXPIRES", .optional(1))]
        }
        static var emptyNotice: String { "none" }
        var cells: [TableCell] { [.text(self.slug), .text(self.name), .text("2027-05-01")] }
    }

    private let rows = [Row(slug: "acme", name: "Acme, Oy"), Row(slug: "globex", name: "=cmd")]

    private func lines(
        _ format: OutputFormat,
        width: Int = 80,
        _ layout: ListLayout = ListLayout()
    ) throws -> [String] {
        let output = CommandOutput(format: format, palette: .plain, width: width, layout: layout)
        return try output.listLines(self.rows)
    }

    @Test func eachFormatHasItsLines() throws {
        #expect(try self.lines(.name) == ["acme", "globex"])
        #expect(try self.lines(.ndjson).first == #"{"name":"Acme, Oy","slug":"acme"}"#)
        #expect(
            try self.lines(.csv)
                == ["tenant,name,secret-expires", "acme,\"Acme, Oy\",2027-05-01", "globex,'=cmd,2027-05-01"]
        )
        #expect(try self.lines(.table, width: 20)[1] == "acme    Acme, Oy")
        #expect(try self.lines(.wide, width: 20)[1] == "acme    Acme, Oy  2027-05-01")
    }

    @Test func columnsAreChosenOrderedAndNeverLeave() throws {
        let layout = ListLayout(columns: ["Secret-Expires", "tenant"], hasHeadings: false)

        #expect(try self.lines(.csv, layout) == ["2027-05-01,acme", "2027-05-01,globex"])
        #expect(
            try self.lines(.table, width: 12, layout) == [
                "202…  acme", "202…  globex",
            ]
        )
    }

    @Test func unknownColumnIsAUsageErrorThatNamesThem() throws {
        let failure = #expect(throws: CommandFailure.self) { try self.lines(.csv, ListLayout(columns: ["tenat"])) }

        #expect(failure?.status == .usage)
        #expect(failure?.problem.title?.contains("Did you mean \"tenant\"?") == true)
        #expect(failure?.problem.fix == "--columns tenant,name,secret-expires")
    }

    @Test func whatNobodySitsBeforeIsAsWideAsItNeedsToBe() {
        #expect(StandardStream.dataWidth(terminal: 132, environment: ["COLUMNS": "40"]) == 132)
        #expect(StandardStream.dataWidth(terminal: nil, environment: ["COLUMNS": "40"]) == 40)
        #expect(StandardStream.dataWidth(terminal: nil, environment: ["COLUMNS": "no"]) == .max)
        #expect(StandardStream.dataWidth(terminal: nil, environment: [:]) == .max)
    }

    @Test func aPictureFillsTheScreenAndNoMore() {
        let lines = (1...10).map { "line \($0)" }

        let text = ScreenFrame(lines: lines, height: 5).text

        #expect(text == "\u{1B}[Hline 1\u{1B}[K\nline 2\u{1B}[K\nline 3\u{1B}[K\n… and 7 more\u{1B}[K\n\u{1B}[J")
        #expect(ScreenFrame(lines: ["a"], height: 24).text == "\u{1B}[Ha\u{1B}[K\n\u{1B}[J")
    }
}
