import Foundation
import Synchronization

/// Who says who somebody is: asked as seldom as can be, believed by ``IdentityRules`` alone.
final class Issuer: Sendable {
    /// How long its document and its keys may take together. Somebody waits before a browser, and holds a connection.
    static let standardPatience = Duration.seconds(5)

    private let settings: Configuration.OpenIDConnect
    private let client: IssuerClient
    private let patience: Duration
    private let state = Mutex(State())

    private typealias Answer = Result<IssuerMemory.Knowledge, IssuerFault>

    private struct State: Sendable {
        var memory = IssuerMemory()
        /// Asks, whoever waits for the answer or has gone; it ends within the patience.
        var question: Task<Answer, Never>?
    }

    init(_ settings: Configuration.OpenIDConnect, client: IssuerClient, patience: Duration = Issuer.standardPatience) {
        self.settings = settings
        self.client = client
        self.patience = patience
    }

    /// The issuer's document.
    func document() async throws(IssuerFault) -> IssuerDocument {
        try await self.knowledge(for: nil).document
    }

    /// Changes a code for an identity token.
    ///
    /// - Parameter verifier: What the challenge of this sign-in was made of (PKCE, RFC 7636).
    func redeem(code: String, verifier: String) async throws(IssuerFault) -> String {
        let document = try await self.document()
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", self.settings.redirectURL),
            ("code_verifier", verifier),
        ]
        var authorization: String?
        if let secret = try self.secret() {
            if document.takesSecretInBody {
                form += [("client_id", self.settings.clientID), ("client_secret", secret)]
            } else {
                // Both are form-encoded first (RFC 6749, 2.3.1).
                let pair = FormEncoding.encoded(self.settings.clientID) + ":" + FormEncoding.encoded(secret)
                authorization = "Basic " + Data(pair.utf8).base64EncodedString()
            }
        } else {
            form.append(("client_id", self.settings.clientID))
        }
        let (status, data) = try await self.client.post(
            document.tokenEndpoint,
            form: form,
            authorization: authorization
        )
        guard status == 200 else { throw Self.refusal(status, data) }
        guard let answer = try? JSONDecoder().decode(TokenAnswer.self, from: data) else { throw .unreadable }
        return answer.identityToken
    }

    /// Proves an identity token.
    ///
    /// - Parameter nonce: What the sign-in was begun with.
    func verify(_ text: String, nonce: String, at now: Date) async throws -> VerifiedIdentity {
        let token = try IdentityToken(parsing: text)
        let knowledge = try await self.knowledge(for: token)
        guard let key = knowledge.keys.key(for: token) else { throw IdentityFault.unknownKey }
        let claims = try await key.verify(token)
        let rules = IdentityRules(
            issuer: knowledge.document.issuer,
            clientID: self.settings.clientID,
            audience: self.settings.audience,
            entraTenants: self.settings.entraTenants,
            roleClaim: self.settings.roleClaim
        )
        return try rules.check(claims, keyIssuer: key.issuer, nonce: nonce, at: now)
    }

    private struct TokenAnswer: Decodable {
        enum CodingKeys: String, CodingKey { case identityToken = "id_token" }

        let identityToken: String
    }

    private struct TokenRefusal: Decodable {
        let error: String
    }

    /// RFC 6749's words for a refusal; any other is not repeated.
    private static func refusal(_ status: Int, _ data: Data) -> IssuerFault {
        let words = [
            "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type",
            "invalid_scope",
        ]
        guard (400..<500).contains(status), let word = try? JSONDecoder().decode(TokenRefusal.self, from: data).error,
            words.contains(word)
        else { return .status(status) }
        return .refused(word)
    }

    /// Read each time, so that a new secret counts at once.
    private func secret() throws(IssuerFault) -> String? {
        guard let path = self.settings.clientSecretFile else { return nil }
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 4096,
            let text = String(data: data, encoding: .utf8)
        else { throw .secretFile }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !secret.isEmpty else { throw .secretFile }
        return secret
    }

    private func knowledge(for token: IdentityToken?) async throws(IssuerFault) -> IssuerMemory.Knowledge {
        let (action, question) = self.state.withLock { state -> (IssuerMemory.Action, Task<Answer, Never>?) in
            let action = state.memory.needed(for: token, at: .now)
            if case .fetch = action { state.question = Task { await self.ask() } }
            return (action, state.question)
        }
        switch action {
        case .use(let knowledge):
            return knowledge
        case .unavailable:
            throw .unreachable
        case .crowded:
            throw .crowded
        case .fetch(let usable):
            return try await Self.answer(to: question, orElse: usable)
        case .wait(let usable):
            defer { self.state.withLock { $0.memory.waited() } }
            return try await Self.answer(to: question, orElse: usable)
        }
    }

    private static func answer(
        to question: Task<Answer, Never>?,
        orElse usable: IssuerMemory.Knowledge?
    ) async throws(IssuerFault) -> IssuerMemory.Knowledge {
        guard let question else { throw .unreachable }
        switch await question.value {
        case .success(let knowledge): return knowledge
        case .failure(let fault):
            if let usable { return usable }
            throw fault
        }
    }

    private func ask() async -> Answer {
        let answer: Answer
        do throws(IssuerFault) {
            answer = .success(try await self.fetch())
        } catch {
            answer = .failure(error)
        }
        self.state.withLock { state in
            switch answer {
            case .success(let knowledge): state.memory.learned(knowledge, at: .now)
            case .failure: state.memory.failed(at: .now)
            }
            state.question = nil
        }
        return answer
    }

    private func fetch() async throws(IssuerFault) -> IssuerMemory.Knowledge {
        let deadline = ContinuousClock.now + self.patience
        let document = try IssuerDocument(
            parsing: try await self.client.get(self.settings.issuer.documentURL, until: deadline),
            expecting: self.settings.issuer,
            mayServeManyTenants: !self.settings.entraTenants.isEmpty
        )
        guard let keys = SigningKeySet(parsing: try await self.client.get(document.keysURL, until: deadline)) else {
            throw .unreadable
        }
        return IssuerMemory.Knowledge(document: document, keys: keys)
    }
}
