import Testing

@testable import Hookswitch

@Suite struct InstallationProofTests {
    private static let second = 1_790_000_000

    private static func keyRing() -> KeyRing {
        var random = SystemRandomNumberGenerator()
        return KeyRing(random: &random)
    }

    private static func question(_ proof: InstallationProof, at second: Int = second) throws -> InstallationQuestion {
        var random = SystemRandomNumberGenerator()
        return try #require(proof.question(at: second, random: &random))
    }

    @Test func whoHasTheKeyRingAnswersWhatIsAwaited() throws {
        let proof = InstallationProof(keyRing: Self.keyRing())
        let question = try Self.question(proof)

        #expect(question.text.utf8.count == InstallationProof.questionLength)
        #expect(question.answer.utf8.count == InstallationProof.answerLength)
        #expect(proof.answer(question.text, at: Self.second + 1) == question.answer)
    }

    @Test func aServerWhoseRingHasTheKeyAmongOthersAnswersToo() throws {
        let old = Self.keyRing()
        let rotated = InstallationProof(keyRing: KeyRing(keys: Self.keyRing().keys + old.keys))
        let question = try Self.question(InstallationProof(keyRing: old))

        #expect(rotated.answer(question.text, at: Self.second) == question.answer)
    }

    @Test func nobodyElseAnswersAndNothingElseIsAnswered() throws {
        let proof = InstallationProof(keyRing: Self.keyRing())
        let question = try Self.question(proof)
        let other = InstallationProof(keyRing: Self.keyRing())

        #expect(other.answer(question.text, at: Self.second) == nil)
        #expect(proof.answer(question.answer + question.answer, at: Self.second) == nil)
        #expect(proof.answer(question.text.uppercased(), at: Self.second) == nil)
        #expect(proof.answer("", at: Self.second) == nil)
        #expect(proof.answer(String(repeating: "0", count: InstallationProof.questionLength), at: Self.second) == nil)
        for index in question.text.indices
        where question.text.distance(from: question.text.startIndex, to: index) % 7 == 0 {
            var changed = question.text
            changed.replaceSubrange(index...index, with: changed[index] == "0" ? "1" : "0")
            #expect(proof.answer(changed, at: Self.second) == nil)
        }
    }

    @Test func aQuestionOfAnotherTimeIsNone() throws {
        let proof = InstallationProof(keyRing: Self.keyRing())
        let question = try Self.question(proof)

        #expect(proof.answer(question.text, at: Self.second + InstallationProof.tolerance) != nil)
        #expect(proof.answer(question.text, at: Self.second + InstallationProof.tolerance + 1) == nil)
        #expect(proof.answer(question.text, at: Self.second - InstallationProof.tolerance - 1) == nil)
    }

    @Test func noTwoQuestionsAreTheSame() throws {
        let proof = InstallationProof(keyRing: Self.keyRing())

        #expect(try Self.question(proof) != Self.question(proof))
    }
}
