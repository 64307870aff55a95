import Foundation
import NIOHTTP1

/// A request to the token endpoint: its form, and client credentials from the form or from HTTP Basic.
struct TokenRequest: Sendable {
    /// How the client proves itself.
    enum Credential: Sendable {
        case none
        case secret(String)
        case assertion
    }

    /// Members that must not be kept anywhere.
    private static let secretMembers: Set<String> = ["client_secret", "client_assertion", "password", "refresh_token"]

    private let form: [String: String]
    let clientID: String?
    let credential: Credential

    /// Nothing if the form cannot be decoded or names a member twice.
    init?(_ request: Request) {
        guard let pairs = FormEncoding.pairs(request.body) else { return nil }
        var form: [String: String] = [:]
        for pair in pairs {
            guard form.updateValue(pair.value, forKey: pair.name) == nil else { return nil }
        }
        self.form = form

        let basic = Self.basicCredential(in: request)
        self.clientID = (form["client_id"] ?? basic?.clientID)?.lowercased()
        if let secret = form["client_secret"] ?? basic?.secret {
            self.credential = .secret(secret)
        } else if form["client_assertion"] != nil {
            self.credential = .assertion
        } else {
            self.credential = .none
        }
    }

    subscript(name: String) -> String? { self.form[name] }

    /// The form without what is secret in it.
    var publicMembers: [String: String] {
        self.form.filter { !Self.secretMembers.contains($0.key) }
    }

    /// RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
    private static func basicCredential(in request: Request) -> (clientID: String, secret: String)? {
        guard let header = request.headers.first(name: "authorization") else { return nil }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic", let data = Data(base64Encoded: String(words[1]))
        else {
            return nil
        }
        let halves = data.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard
            halves.count == 2,
            let clientID = FormEncoding.decoded(halves[0]),
            let secret = FormEncoding.decoded(halves[1])
        else { return nil }
        return (clientID, secret)
    }
}
