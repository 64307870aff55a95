import Routing
import Testing

@Suite struct SecretTests {
    @Test func printingShowsNothing() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)

        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!text.contains("hunter2"))
        }
    }

    @Test func revealGivesItUp() {
        #expect(Secret("hunter2").reveal() == "hunter2")
    }
}
