import Routing
import Testing
@testable import Hookswitch

@Suite struct CallerFactTextTests {
    @Test(arguments: SpoolFixture.callers)
    func `Every state is read as it was written`(caller: CallFacts.Caller) {
        #expect(CallFacts.Caller(text: caller.text) == caller)
        #expect(caller.text.utf8.allSatisfy { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_") || $0 > 96 && $0 < 123 })
    }

    @Test func `No two states have the same text`() {
        #expect(Set(SpoolFixture.callers.map(\.text)).count == SpoolFixture.callers.count)
    }

    @Test func `The texts are those of the database`() {
        #expect(CallFacts.Caller.known(.contact).text == "known:contact")
        #expect(CallFacts.Caller.ambiguous(.lead).text == "ambiguous:lead")
        #expect(CallFacts.Caller.unavailable(.timeout).text == "unavailable:crm_timeout")
        #expect(CallFacts.Caller.internalCaller.text == "internal")
    }

    @Test(arguments: ["", ":", "known", "known:", "known:nobody", "unknown:contact", "KNOWN:contact", "known:contact:x"])
    func `Another text is no state`(text: String) {
        #expect(CallFacts.Caller(text: text) == nil)
    }
}
