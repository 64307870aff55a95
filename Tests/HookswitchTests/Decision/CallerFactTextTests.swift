import Routing
import Testing
@testable import Hookswitch

@Suite struct CallerFactTextTests {
    @Test(arguments: SpoolFixture.callers)
    func everyStateIsReadAsItWasWritten(caller: CallFacts.Caller) {
        #expect(CallFacts.Caller(text: caller.text) == caller)
        #expect(
            caller.text.utf8.allSatisfy { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_") || $0 > 96 && $0 < 123 }
        )
    }

    @Test func noTwoStatesHaveTheSameText() {
        #expect(Set(SpoolFixture.callers.map(\.text)).count == SpoolFixture.callers.count)
    }

    @Test func theTextsAreThoseOfTheDatabase() {
        #expect(CallFacts.Caller.known(.contact).text == "known:contact")
        #expect(CallFacts.Caller.ambiguous(.lead).text == "ambiguous:lead")
        #expect(CallFacts.Caller.unavailable(.timeout).text == "unavailable:crm_timeout")
        #expect(CallFacts.Caller.internalCaller.text == "internal")
    }

    @Test(arguments: [
        "", ":", "known", "known:", "known:nobody", "unknown:contact", "KNOWN:contact", "known:contact:x",
    ])
    func anotherTextIsNoState(text: String) {
        #expect(CallFacts.Caller(text: text) == nil)
    }
}
