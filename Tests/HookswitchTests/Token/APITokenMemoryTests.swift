import Foundation
import Testing

@testable import Hookswitch

@Suite struct APITokenMemoryTests {
    private let now = ContinuousClock.now
    private let actor = Operator(tokenID: UUID(), name: "liisa", role: .admin, reach: .all)

    @Test func recognisedTokenIsRememberedForAMomentAndKnownLonger() {
        var memory = APITokenMemory()
        memory.recognise([1], as: self.actor, at: self.now, since: memory.generation)

        #expect(memory.actor(of: [1], at: self.now + .seconds(4)) == self.actor)
        #expect(memory.actor(of: [1], at: self.now + .seconds(5)) == nil)
        #expect(memory.isLive([1]))
        #expect(!memory.isLive([2]))
    }

    @Test func revokedTokenIsForgottenAtOnce() {
        var memory = APITokenMemory()
        memory.recognise([1], as: self.actor, at: self.now, since: memory.generation)
        memory.forget([1])

        #expect(memory.actor(of: [1], at: self.now) == nil)
        #expect(!memory.isLive([1]))
    }

    @Test func whatWasFoundBeforeARevocationIsNotRememberedAfterIt() {
        var memory = APITokenMemory()
        let before = memory.generation
        memory.revoke([[1]])
        memory.recognise([1], as: self.actor, at: self.now, since: before)
        #expect(memory.actor(of: [1], at: self.now) == nil)

        let between = memory.generation
        memory.revokeAll()
        memory.recognise([1], as: self.actor, at: self.now, since: between)
        #expect(memory.actor(of: [1], at: self.now) == nil)

        // A guess is no revocation: it makes nobody else ask again.
        let last = memory.generation
        memory.forget([2])
        memory.recognise([1], as: self.actor, at: self.now, since: last)
        #expect(memory.actor(of: [1], at: self.now) == self.actor)
    }

    @Test func whatIsReadTakesThePlaceOfWhatWasKnown() {
        var memory = APITokenMemory()
        memory.learn([1])
        memory.replaceLive([[2], [3]])

        #expect(!memory.isLive([1]))
        #expect(memory.isLive([2]) && memory.isLive([3]))
    }

    @Test func memoryIsBounded() {
        var memory = APITokenMemory()
        let digests = (0...APITokenMemory.maximumLiveCount).map { [UInt8($0 >> 8 & 255), UInt8($0 & 255)] }
        for digest in digests { memory.learn(digest) }

        #expect(digests.filter { memory.isLive($0) }.count == APITokenMemory.maximumLiveCount)
    }

    @Test func aUseIsWrittenOnceAMinute() {
        var uses = APITokenUses()
        let (token, start) = (UUID(), Date(timeIntervalSince1970: 1_000_000))
        uses.note(token, at: start)
        uses.note(token, at: start + 1)

        #expect(uses.take() == [token: start + 1])
        uses.note(token, at: start + 60)
        #expect(uses.take().isEmpty)
        uses.note(token, at: start + 61)
        #expect(uses.take() == [token: start + 61])
    }

    @Test func aUseThatCouldNotBeWrittenIsKept() {
        var uses = APITokenUses()
        let (token, start) = (UUID(), Date(timeIntervalSince1970: 1_000_000))
        uses.note(token, at: start)
        uses.putBack(uses.take())
        #expect(uses.take() == [token: start])

        uses.putBack([token: start])
        uses.note(token, at: start + 5)
        uses.putBack([token: start + 1])
        #expect(uses.take() == [token: start + 5])
    }
}
