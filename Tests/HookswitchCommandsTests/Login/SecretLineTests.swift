import Testing

@testable import HookswitchCommands

@Suite struct SecretLineTests {
    private func outcome(_ keys: [UInt8]) -> SecretLine.Outcome {
        var line = SecretLine()
        for key in keys {
            let outcome = line.type(key)
            if outcome != .typing { return outcome }
        }
        return .typing
    }

    @Test func enterEndsTheLine() {
        #expect(self.outcome(Array("hsw_a".utf8) + [0x0D]) == .entered("hsw_a"))
        #expect(self.outcome(Array("hsw_a".utf8) + [0x0A]) == .entered("hsw_a"))
        #expect(self.outcome([0x0D]) == .entered(""))
    }

    @Test func lineCanBeMendedBlindly() {
        #expect(self.outcome(Array("abx".utf8) + [0x7F, 0x0D]) == .entered("ab"))
        #expect(self.outcome(Array("a漢".utf8) + [0x08, 0x0D]) == .entered("a"))
        #expect(self.outcome(Array("wrong".utf8) + [0x15] + Array("right".utf8) + [0x0D]) == .entered("right"))
        #expect(self.outcome([0x7F, 0x08, 0x1B] + Array("a".utf8) + [0x0D]) == .entered("a"))
    }

    @Test func interruptAndEndOfInputLeave() {
        #expect(self.outcome(Array("abc".utf8) + [0x03]) == .interrupted)
        #expect(self.outcome([0x04]) == .interrupted)
        #expect(self.outcome(Array("abc".utf8) + [0x04]) == .entered("abc"))
    }

    @Test func lineHasAnEnd() {
        #expect(self.outcome(Array(repeating: 0x61, count: 5000)) == .tooLong)
    }
}
