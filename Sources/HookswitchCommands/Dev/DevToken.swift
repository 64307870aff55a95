import Hookswitch
import Routing

/// The API token of the demo's operator, kept in a file of our own so that a second run, and its user, have it.
enum DevToken {
    /// Takes the token of an earlier run if it still works, else makes one straight in the database.
    static func findOrMake(in directory: DevDirectory, by tokens: APITokenService) async throws -> Secret {
        if let text = try directory.read(directory.token) {
            let value = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
            if try await tokens.authenticate(Array(value.utf8)) != nil { return Secret(value) }
        }
        let token = try await tokens.create(name: "development", role: .admin, expiresAt: nil)
        try directory.write(token.value.reveal() + "\n", to: directory.token)
        return token.value
    }
}
