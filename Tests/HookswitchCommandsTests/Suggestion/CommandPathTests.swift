import Testing

@testable import HookswitchCommands

@Suite struct CommandPathTests {
    @Test(
        arguments: [
            ("tennant list", "hookswitch has no command \"tennant\". Did you mean \"tenant\"?"),
            ("tenant lst", "hookswitch tenant has no command \"lst\". Did you mean \"list\"?"),
            (
                "credential rotate acme",
                "hookswitch credential has no command \"rotate\". "
                    + "A secret is replaced with `hookswitch credential replace`."
            ),
            ("keys list", "hookswitch has no command \"keys\". The key ring is made with `hookswitch keyring create`."),
            ("tenant qqqqqq", "hookswitch tenant has no command \"qqqqqq\"."),
        ]
    )
    func mistypedCommandIsNamed(_ line: String, _ complaint: String) {
        #expect(CommandPath(line.split(separator: " ").map(String.init)).complaint == complaint)
    }

    @Test(arguments: [
        "tenant list extra", "tenant show acmee", "--version", "help tenant", "tenant --hlp", "import fleet.yaml", "",
    ])
    func whatNamesNoCommandIsNoMistake(_ line: String) {
        #expect(CommandPath(line.split(separator: " ").map(String.init)).complaint == nil)
    }

    @Test func pathIsFollowedToTheCommand() {
        let path = CommandPath(["tenant", "list", "more"])

        #expect(path.words == ["hookswitch", "tenant", "list"])
        #expect(ObjectIdentifier(path.command) == ObjectIdentifier(TenantList.self))
    }
}
