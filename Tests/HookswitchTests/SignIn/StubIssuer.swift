import Crypto
import Foundation
import Synchronization

@testable import DynamicsSimulator
@testable import Hookswitch

/// An issuer on real HTTP and TLS, with real keys, and with faults that are asked for.
final class StubIssuer: Sendable {
    /// What the next answers have that they should not.
    enum Fault: Sendable {
        /// The identity token says something else.
        case claims([String: ClaimText])
        /// The identity token is signed in another way.
        case algorithm(String)
        /// The identity token is signed with another key under the same name.
        case otherKey
        /// The keys have other names.
        case renamedKeys(String)
        /// The keys never come.
        case hangingKeys
        /// The document is another issuer's.
        case foreignDocument
    }

    /// A claim's value in a fault.
    enum ClaimText: Sendable {
        case text(String)
        case number(Double)
    }

    private struct Code: Sendable {
        let nonce: String
        let challenge: String
        let claims: [String: ClaimText]
    }

    private struct State: Sendable {
        var faults: [Fault] = []
        var codes: [String: Code] = [:]
        var keyRequestCount = 0
    }

    let forge: TokenForge
    let trustRootsFile: String
    private let listener = Listener()
    private let port = Mutex(0)
    private let state = Mutex(State())

    /// Starts one.
    ///
    /// - Parameter directory: Where the certificate goes that proves it.
    init(directory: String) async throws {
        self.forge = try TokenForge()
        let authority = try CertificateAuthority()
        self.trustRootsFile = directory + "/ca.pem"
        try authority.pem.write(toFile: self.trustRootsFile, atomically: true, encoding: .utf8)
        let tls = try authority.serverContext(hosts: ["localhost", "127.0.0.1"])
        let port = try await self.listener.start(host: "127.0.0.1", port: 0, tls: tls) { request in
            self.answer(request)
        }
        self.port.withLock { $0 = port }
    }

    /// Its name.
    var url: String { "https://localhost:\(self.port.withLock { $0 })" }

    /// How often the keys were asked for.
    var keyRequestCount: Int { self.state.withLock { $0.keyRequestCount } }

    func stop() async throws { try await self.listener.stop() }

    /// Has the faults from now on.
    func set(_ faults: Fault...) {
        self.state.withLock { $0.faults = faults }
    }

    /// Signs somebody in, as they would in a browser.
    ///
    /// - Parameter url: Where our server sent the browser.
    /// - Returns: The state and the code with which the browser comes back.
    func signIn(_ url: String, claims: [String: ClaimText] = [:]) throws -> (state: String, code: String) {
        let items = URLComponents(string: url)?.queryItems ?? []
        let values = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        let code = UUID().uuidString
        self.state.withLock { state in
            state.codes[code] = Code(
                nonce: values["nonce"] ?? "",
                challenge: values["code_challenge"] ?? "",
                claims: claims
            )
        }
        return (values["state"] ?? "", code)
    }

    private func answer(_ request: Request) -> Transmission {
        let faults = self.state.withLock { $0.faults }
        do {
            switch request.path {
            case "/.well-known/openid-configuration":
                return self.send(try JSONSerialization.data(withJSONObject: self.document(faults)))
            case "/keys":
                self.state.withLock { $0.keyRequestCount += 1 }
                if faults.contains(where: { if case .hangingKeys = $0 { true } else { false } }) {
                    return Transmission(bytes: [], delivery: .stall)
                }
                return self.send(try TokenForge.set([self.forge.jwk(self.forge.rsa, kid: Self.keyID(faults))]))
            case "/token":
                return try self.token(request, faults)
            default:
                return self.send(Data("{}".utf8), status: 404)
            }
        } catch {
            return self.send(Data("{}".utf8), status: 500)
        }
    }

    private func document(_ faults: [Fault]) -> [String: Any] {
        let isForeign = faults.contains { if case .foreignDocument = $0 { true } else { false } }
        return [
            "issuer": isForeign ? "https://evil.example.com" : self.url,
            "authorization_endpoint": self.url + "/authorize", "token_endpoint": self.url + "/token",
            "jwks_uri": self.url + "/keys", "response_types_supported": ["code"],
        ]
    }

    private func token(_ request: Request, _ faults: [Fault]) throws -> Transmission {
        let form = URLComponents(string: "?" + String(decoding: request.body, as: UTF8.self))?.queryItems ?? []
        let values = Dictionary(form.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        // A code is taken once, whatever comes of it.
        let code = self.state.withLock { $0.codes.removeValue(forKey: values["code"] ?? "") }
        let digest = TokenForge.encoded(SHA256.hash(data: Data((values["code_verifier"] ?? "").utf8)))
        guard let code, code.challenge == digest else {
            return self.send(Data(#"{"error":"invalid_grant"}"#.utf8), status: 400)
        }
        let now = Date().timeIntervalSince1970
        var claims: [String: Any] = [
            "iss": self.url, "sub": "anna", "aud": "client", "exp": now + 300, "iat": now, "nonce": code.nonce,
            "name": "Anna",
        ]
        for (name, value) in code.claims { claims[name] = Self.value(value) }
        var algorithm = "RS256"
        var key = self.forge.rsa
        for fault in faults {
            switch fault {
            case .claims(let others): for (name, value) in others { claims[name] = Self.value(value) }
            case .algorithm(let name): algorithm = name
            case .otherKey: key = self.forge.otherRSA
            case .renamedKeys, .hangingKeys, .foreignDocument: break
            }
        }
        let token = try self.forge.token(claims, algorithm: algorithm, kid: Self.keyID(faults), key: key)
        return self.send(try JSONSerialization.data(withJSONObject: ["id_token": token, "token_type": "Bearer"]))
    }

    private static func keyID(_ faults: [Fault]) -> String {
        for fault in faults {
            if case .renamedKeys(let name) = fault { return name }
        }
        return "one"
    }

    private static func value(_ claim: ClaimText) -> Any {
        switch claim {
        case .text(let text): text
        case .number(let number): number
        }
    }

    private func send(_ json: Data, status: Int = 200) -> Transmission {
        let reply = Reply(status: status, headers: ["Content-Type": "application/json"], body: Array(json))
        return Transmission(bytes: reply.wire(closes: false, withoutBody: false), delivery: .whole, status: status)
    }
}
