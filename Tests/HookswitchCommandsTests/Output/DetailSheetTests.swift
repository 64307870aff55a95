import Testing

@testable import HookswitchCommands

@Suite struct DetailSheetTests {
    @Test func valuesAreAlignedAndWrappedBetweenWords() {
        let details = [DetailLine("a", "one two three four five"), DetailLine("long", "x"), DetailLine("", "y")]
        let sheet = DetailSheet(details)

        let lines = sheet.lines(width: 26, palette: .plain)

        #expect(lines == ["a     one two three four", "      five", "long  x", "      y"])
    }

    @Test func lineWithoutValueIsLeftOut() {
        let lines = DetailSheet([DetailLine("a", nil), DetailLine("b", "1")]).lines(width: 80, palette: .plain)

        #expect(lines == ["b  1"])
    }

    @Test func longWordStaysWholeSoThatItCanBeCopied() {
        let word = String(repeating: "k", count: 200)

        #expect(DetailSheet.wrapped(word, to: 20) == [word])
    }
}
