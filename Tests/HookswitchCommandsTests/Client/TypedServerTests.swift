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
}
