import Testing

@testable import HookswitchCommands

@Suite struct PagerTests {
    @Test(
        arguments: [
            (["PAGER": "more"], "more"), (["PAGER": "more", "HOOKSWITCH_PAGER": "less -S"], "less -S"),
            ([:], "less -FRX"),
        ]
    )
    func theFirstThatIsChosenCounts(_ environment: [String: String], _ command: String) {
        #expect(Pager(environment: environment)?.command == command)
    }

    @Test(arguments: [["PAGER": ""], ["PAGER": "cat"], ["PAGER": "more", "HOOKSWITCH_PAGER": " "]])
    func anEmptyChoiceIsNone(_ environment: [String: String]) {
        #expect(Pager(environment: environment) == nil)
    }

    @Test(
        arguments: [
            ("sh -c true", true), ("/bin/sh", true), ("no-such-pager -x", false), ("/nonexistent/less", false),
            // The shell tells.
            ("A=b no-such-pager", true),
        ]
    )
    func aProgramThatIsNotThereIsKnownBefore(_ command: String, _ isThere: Bool) {
        let pager = Pager(environment: ["PAGER": command, "PATH": "/usr/bin:/bin"])

        #expect(pager?.isThere == isThere)
    }
}
