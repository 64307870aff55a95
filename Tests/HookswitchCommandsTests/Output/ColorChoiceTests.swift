import Testing

@testable import HookswitchCommands

@Suite struct ColorChoiceTests {
    @Test(
        arguments: [
            (ColorChoice.auto, [:], true, true), (.auto, [:], false, false), (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": ""], true, true), (.auto, ["TERM": "dumb"], true, false),
            (.always, ["NO_COLOR": "1", "TERM": "dumb"], false, true), (.never, [:], true, false),
        ] as [(ColorChoice, [String: String], Bool, Bool)]
    )
    func colorsAreUsedWhereTheyAreWanted(
        _ choice: ColorChoice,
        _ environment: [String: String],
        _ isTerminal: Bool,
        _ isColored: Bool
    ) {
        #expect(choice.isColored(environment: environment, isTerminal: isTerminal) == isColored)
    }
}
