import ArgumentParser
import Hookswitch

/// The public keys by which something is verified without a server.
struct PublicKeyOptions: ParsableArguments {
    @Option(
        name: .customLong("public-key"),
        help: ArgumentHelp("A public key, 64 hexadecimal digits. May be given again for older keys.", valueName: "key"),
        transform: PublicKeyOptions.parse
    )
    var keys: [AuditPublicKey] = []

    /// Refuses to begin without a key.
    func demand() throws {
        guard !self.keys.isEmpty else {
            throw ValidationError("--public-key is missing; `hookswitch audit public-key` prints it.")
        }
    }

    @Sendable
    private static func parse(_ text: String) throws -> AuditPublicKey {
        guard let key = AuditPublicKey(parsing: text) else {
            throw ValidationError("--public-key is 64 hexadecimal digits, as `audit public-key` prints them.")
        }
        return key
    }
}
