import Routing
import Testing

@Suite struct PartyTests {
    @Test func aNumberInE164IsANumber() throws {
        #expect(Party(parsing: "+35850454564".utf8) == .number(try PhoneNumber(parsing: "+35850454564")))
    }

    @Test(arguments: ["", "anonymous", "Anonymous", "ANONYMOUS", "withheld", "private", "restricted", "unavailable"])
    func aHiddenNumberIsWithheld(_ text: String) {
        #expect(Party(parsing: text.utf8) == .withheld)
    }

    @Test(arguments: ["0504545640", "sip:a@b", "anonymous ", "+358 50", "nobody"])
    func anythingElseIsUnread(_ text: String) {
        #expect(Party(parsing: text.utf8) == .unread(Secret(text)))
    }
}
