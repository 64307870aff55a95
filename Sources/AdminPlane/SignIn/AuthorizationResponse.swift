import Foundation
import Hookswitch

/// The query with which an issuer sends a browser back: RFC 6749, 4.1.2. Issuers add parameters of their own, so here, other
/// than everywhere else, those that nobody knows are let pass.
struct AuthorizationResponse: Sendable {
    /// The longest query that is read: Entra's codes have some 1500 characters.
    private static let maximumLength = 8 * 1024

    /// What came.
    let answer: SignInAnswer

    /// Reads a query.
    ///
    /// - Throws: A ``Problem`` if a parameter of ours is given twice (RFC 6749, 3.1), or there is no state.
    init(parsing query: String?) throws(Problem) {
        let query = query ?? ""
        var values: [String: String] = [:]
        let names: Set = ["state", "code", "error", "iss"]
        guard query.utf8.count <= Self.maximumLength else {
            throw QueryParameters.invalid("code", code: "wrong_value", "it is too long")
        }
        for field in query.split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard names.contains(name) else { continue }
            let text = parts.count > 1 ? parts[1].replacing("+", with: " ").removingPercentEncoding : ""
            guard let text, !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
            else {
                throw QueryParameters.invalid(name, code: "not_readable", "it holds no plain text")
            }
            guard values.updateValue(text, forKey: name) == nil else {
                throw QueryParameters.invalid(name, code: "repeated", "it is given twice")
            }
        }
        guard let state = values["state"] else {
            throw QueryParameters.invalid("state", code: "missing", "it is what the sign-in was begun with")
        }
        self.answer = SignInAnswer(
            state: state,
            code: values["code"],
            error: values["error"],
            issuer: values["iss"]
        )
    }
}
