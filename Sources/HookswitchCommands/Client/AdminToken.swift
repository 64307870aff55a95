import Foundation
import Routing

/// The API token that a command shows to the server. It never stands in a command line: others can read those.
struct AdminToken: Sendable {
    /// No token is longer; a file that is, is not one.
    private static let maximumFileSize = 4096

    /// What follows `Bearer`.
    let value: Secret

    /// Uses a token that is at hand.
    init(_ value: Secret) {
        self.value = value
    }

    /// Finds the token: in the file that was named, else in `HOOKSWITCH_TOKEN`.
    ///
    /// - Throws: A ``CommandFailure`` of authentication if there is none.
    init(file: String?, environment: [String: String]) throws(CommandFailure) {
        let text: String
        if let file {
            text = try Self.read(file)
        } else {
            text = environment["HOOKSWITCH_TOKEN", default: ""]
        }
        try self.init(
            text: text,
            ifEmpty: file == nil ? "no API token was given" : "the file of the API token is empty"
        )
    }

    /// Uses what somebody typed or a file held.
    ///
    /// - Parameter missing: What to say if it is empty.
    /// - Throws: A ``CommandFailure`` of authentication if it cannot be a token.
    init(text: String, ifEmpty missing: String = "no API token was given") throws(CommandFailure) {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else { throw Self.failure(missing) }
        // A line break or a control character would end the header that carries it.
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Self.failure("the API token has characters that no token has")
        }
        self.value = Secret(token)
    }

    private static func read(_ file: String) throws(CommandFailure) -> String {
        let text: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            defer { handle.closeFile() }
            text = try handle.read(upToCount: Self.maximumFileSize + 1) ?? Data()
        } catch {
            throw Self.failure("the file of the API token cannot be read: \(file)")
        }
        guard text.count <= Self.maximumFileSize else { throw Self.failure("the file holds no API token: \(file)") }
        return String(decoding: text, as: UTF8.self)
    }

    private static func failure(_ what: String) -> CommandFailure {
        CommandFailure(
            .authentication,
            code: "token_missing",
            what,
            fix:
                "`hookswitch login`, or set HOOKSWITCH_TOKEN, or give --token-file; the first token is made beside the database with"
                + " `hookswitch token create --database --name NAME --role admin`"
        )
    }
}
