import Foundation
import Testing

@testable import CallPlane
@testable import Hookswitch

/// The listener's answer to an installation that looks for itself.
@Suite struct InstallationProbeTests {
    private static func proof() -> InstallationProof {
        var random = SystemRandomNumberGenerator()
        return InstallationProof(keyRing: KeyRing(random: &random))
    }

    private static func question(_ proof: InstallationProof, ago: Int = 0) throws -> InstallationQuestion {
        var random = SystemRandomNumberGenerator()
        return try #require(proof.question(at: Int(Date().timeIntervalSince1970) - ago, random: &random))
    }

    private static func request(_ question: String, path: String = "/hooks/x", method: String = "POST") -> String {
        let fields = "Host: hooks.example\r\nContent-Length: 0\r\nHookswitch-Probe: \(question)\r\n"
        return "\(method) \(path) HTTP/1.1\r\n\(fields)\r\n"
    }

    @Test func itsOwnQuestionIsAnsweredAndNothingIsRecorded() async throws {
        let proof = Self.proof()
        try await TestPlane.run(installation: proof) { plane in
            let question = try Self.question(proof)
            let before = try plane.spooledByteCount

            // Whichever path: nobody looked whose it is.
            let answers = [
                try await plane.everything(after: Self.request(question.text)),
                try await plane.everything(after: Self.request(question.text, path: plane.tenants.routed.path)),
            ]

            for answer in answers {
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.hasSuffix("\r\n\r\n" + question.answer))
                #expect(answer.contains("Connection: close"))
            }
            #expect(try plane.spooledByteCount == before)
        }
    }

    @Test func anybodyElseIsToldWhatAnybodyIsTold() async throws {
        let proof = Self.proof()
        try await TestPlane.run(installation: proof) { plane in
            let strange = try Self.question(Self.proof()).text
            let old = try Self.question(proof, ago: 2 * InstallationProof.tolerance).text
            let none = try await plane.answer(to: Self.request(""))
            for question in [strange, old, "abc", String(repeating: "0", count: InstallationProof.questionLength)] {
                let answer = try await plane.answer(to: Self.request(question))
                #expect(answer.status == 404)
                #expect(answer.body == none.body)
            }
        }
    }

    @Test func theGateStandsBeforeTheQuestion() async throws {
        let proof = Self.proof()
        try await TestPlane.run(allowedHosts: ["calls.example"], installation: proof) { plane in
            let answer = try await plane.answer(to: Self.request(try Self.question(proof).text))

            #expect(answer.status == 421)
        }
    }

    @Test func aListenerWithoutAKeyAnswersNone() async throws {
        try await TestPlane.run { plane in
            let answer = try await plane.answer(to: Self.request(try Self.question(Self.proof()).text))

            #expect(answer.status == 404)
        }
    }
}
