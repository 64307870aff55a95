import Foundation
import Hookswitch
import Routing

/// Signs in through a browser on this machine, and ends with an API token for a working day.
///
/// The browser signs in at the server, as to the console, and is then sent back to this program's own loopback address with
/// a code that only this program can change for a token. So the issuer knows one application with one redirect URI, and
/// nobody types a code that somebody else began with, as the device flow would have it.
struct BrowserSignIn: Sendable {
    /// As long as the server keeps a sign-in.
    private static let timeout = Duration.seconds(600)

    /// The server.
    let address: AdminAddress

    private struct Answer: Decodable {
        let value: String
    }

    private struct Body: Encodable {
        enum CodingKeys: String, CodingKey {
            case code
            case verifier = "code_verifier"
        }

        let code: String
        let verifier: String
    }

    /// Signs in.
    ///
    /// - Throws: A ``CommandFailure`` of authentication if nobody was let in.
    func token() async throws -> AdminToken {
        if let refusal = try await BrowserSignInProbe.refusal(at: self.address) { throw refusal }
        let proof = ProofKey()
        var random = SystemRandomNumberGenerator()
        let state = ProofKey.word(random: &random)
        let found = try await LoopbackListener.wait(for: state, timeout: Self.timeout) { port in
            let url = self.address.url(
                ["sign-in"],
                query: [
                    ("loopback_port", String(port)), ("loopback_state", state), ("code_challenge", proof.challenge),
                ]
            )
            StandardStream.say("Open this address in a browser on this machine, and sign in there:\n\n    \(url)\n")
        }
        switch found {
        case .code(let code):
            let json = String(
                decoding: try JSONEncoder().encode(Body(code: code, verifier: proof.verifier)),
                as: UTF8.self
            )
            let answer = try await AdminClient.withClient(of: self.address, token: nil) { client in
                try await client.post(["sign-in", "token"], json: json, as: Answer.self)
            }
            return try AdminToken(text: answer.value)
        case .refused(let reason):
            throw CommandFailure(
                .authentication,
                code: "sign_in_refused",
                "nobody was signed in",
                why: [reason],
                fix: "ask an admin to make you an operator, or log in with an API token"
            )
        case nil:
            throw CommandFailure(
                .authentication,
                code: "sign_in_timeout",
                "no browser came back in 10 minutes",
                why: ["the browser must be on this machine, and reach \(self.address.text)"],
                fix: "try again, or log in with an API token: hookswitch login"
            )
        }
    }
}
