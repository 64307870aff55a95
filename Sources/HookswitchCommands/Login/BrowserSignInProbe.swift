/// Asks a server whether people sign in there, before anybody is sent to it.
enum BrowserSignInProbe {
    /// A port to which no browser is sent back: a server where people sign in refuses it before it begins anything, and
    /// one where they do not says that first.
    private static let question: [(String, String?)] = [("loopback_port", "0")]

    /// Why nobody can sign in.
    ///
    /// - Returns: The server's own words, with what it advises; `nil` if people sign in there.
    /// - Throws: A ``CommandFailure`` if the server does not answer.
    static func refusal(at address: AdminAddress) async throws -> CommandFailure? {
        do {
            _ = try await AdminClient.withClient(of: address, token: nil) { client in
                try await client.get(["sign-in"], query: Self.question, as: [String: String].self)
            }
            return nil
        } catch let failure as CommandFailure {
            return try Self.refusal(in: failure)
        }
    }

    /// What an answer to the question means.
    ///
    /// - Throws: The failure, if it says nothing about signing in.
    static func refusal(in failure: CommandFailure) throws -> CommandFailure? {
        switch failure.problem.status {
        case 404: failure.with(status: .authentication)
        case nil where failure.status == .unavailable: throw failure
        default: nil
        }
    }
}
