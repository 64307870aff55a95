import Routing

/// A server that an operator works with, and the token for it.
struct Profile: Hashable, Sendable {
    /// Where the token is kept.
    enum Credential: Hashable, Sendable {
        /// In the profile file itself.
        case token(Secret)
        /// In a file of its own, by its absolute path.
        case file(String)
    }

    /// The address of the admin API.
    var url: String
    /// The token's place; `nil` if the token comes from elsewhere.
    var credential: Credential?

    /// Whether a profile may have this name: it stands in a file and on command lines.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    || ["-", "_", "."].contains(scalar)
            }
    }
}
