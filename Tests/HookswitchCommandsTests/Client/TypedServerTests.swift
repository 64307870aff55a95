import Testing

@testable import HookswitchCommands

@Suite struct TypedServerTests {
    @Test(arguments: [
        (["tenant", "list"], ""),
        (["tenant", "onboard", "--token-file", ".local/token", "-v"], " --token-file .local/token"),
        (["why", "dec_1", "--url=http://a:1", "--profile", "my own"], " --url http://a:1 --profile 'my own'"),
        (["why", "--", "--url", "x"], ""), (["why", "--url"], ""),
    ])
    func theServerIsTypedAgain(_ arguments: [String], _ options: String) {
        #expect(TypedServer.options(in: arguments) == options)
    }

    /// Commands in a text, of which only some ask a server.
    @Test(arguments: [
        ("hookswitch tenant list", "hookswitch tenant list --token-file 'my token'"),
        (
            "look: hookswitch tenant show acme, and `hookswitch why dec_1`",
            "look: hookswitch tenant show --token-file 'my token' acme, and `hookswitch why --token-file 'my token' dec_1`"
        ),
        ("hookswitch import fleet.csv --apply", "hookswitch import --token-file 'my token' fleet.csv --apply"),
        ("hookswitch login --profile nosuch", "hookswitch login --profile nosuch"),
        ("hookswitch login --profile NAME --url=http://a:1", "hookswitch login --profile NAME --url=http://a:1"),
        ("start it with `hookswitch serve`", "start it with `hookswitch serve`"),
        ("hookswitch migrate up", "hookswitch migrate up"),
        (
            "hookswitch token create --database --name N --role admin",
            "hookswitch token create --database --name N --role admin"
        ),
        ("hookswitch 0.1.0, up since", "hookswitch 0.1.0, up since"),
        ("name a slug", "name a slug"),
    ])
    func commandsOfATextAreCompleted(_ text: String, _ completed: String) {
        #expect(TypedServer.completed(text, in: ["tenant", "list", "--token-file", "my token"]) == completed)
        #expect(TypedServer.completed(text, in: ["tenant", "list"]) == text)
    }
}
