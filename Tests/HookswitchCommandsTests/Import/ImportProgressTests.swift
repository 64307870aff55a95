import Testing

@testable import HookswitchCommands

@Suite struct ImportProgressTests {
    @Test func barSaysHowFarAndHowLong() {
        var progress = ImportProgress(total: 200, verb: "applied")
        let empty = progress.bar(after: .zero)
        for index in 0..<162 { progress.add(isFailed: index < 3) }
        let most = progress.bar(after: .seconds(162))

        #expect(empty.contains("0/200") && !empty.contains("ETA"))
        #expect(most == "[█████████████████████░░░░░░] 162/200  applied 159  failed 3  ETA 0:38")
        #expect(TerminalText.width(most) < 80)
    }

    @Test func nothingToDoIsFull() {
        #expect(ImportProgress(total: 0, verb: "applied").bar(after: .zero).contains("] 0/0"))
    }

    @Test func fewLinesTellOfTheWhole() {
        var progress = ImportProgress(total: 200, verb: "applied")
        var lines: [String] = []
        for _ in 0..<200 {
            progress.add(isFailed: false)
            if let line = progress.stepLine { lines.append(line) }
        }

        #expect(lines.count == 10)
        #expect(lines.last == "200 of 200 applied")
    }
}
