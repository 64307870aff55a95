import Foundation

/// The address of a Dataverse environment as people copy it: from the browser, with a page behind it.
struct EnvironmentAddress: Hashable, Sendable {
    /// What such an address looks like.
    private static let example = "expected is the environment's address, such as https://acme.crm4.dynamics.com"

    /// Scheme, host and perhaps port: what the document takes.
    let origin: String
    /// Whether there was more.
    let wasCut: Bool

    /// Reads an address. A host alone is taken for one of https; what follows the host is cut off.
    ///
    /// - Throws: ``AnswerCheck/Refusal`` if it is none, is not https, or has a user in it.
    init(reading text: String) throws(AnswerCheck.Refusal) {
        let hasScheme = text.contains("://")
        guard let parts = URLComponents(string: hasScheme ? text : "https://" + text), let host = parts.host,
            !host.isEmpty, host.contains(".")
        else { throw AnswerCheck.Refusal(hints: [Self.example]) }
        guard parts.scheme?.lowercased() == "https" else {
            throw AnswerCheck.Refusal(hints: ["it begins with https://; \(Self.example)"])
        }
        guard parts.user == nil, parts.password == nil else {
            throw AnswerCheck.Refusal(hints: ["it has a user's name in it; \(Self.example)"])
        }
        self.origin = "https://" + host.lowercased() + (parts.port.map { $0 == 443 ? "" : ":\($0)" } ?? "")
        let rest = parts.path + (parts.query ?? "") + (parts.fragment ?? "")
        self.wasCut = !rest.isEmpty && rest != "/"
    }
}
