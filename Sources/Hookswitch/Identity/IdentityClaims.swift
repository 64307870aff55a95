import Foundation

/// What an identity token says: OpenID Connect Core 1.0, section 2, and what Entra adds. Nothing of it is proved here.
struct IdentityClaims: Decodable, Hashable, Sendable {
    private let values: [String: ClaimValue]

    init(_ values: [String: ClaimValue]) {
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        self.values = try [String: ClaimValue](from: decoder)
    }

    /// `iss`
    var issuer: String? { self.text("iss") }
    /// `sub`: stable for one application of one issuer.
    var subject: String? { self.text("sub") }
    /// `aud`, which is a text or a list.
    var audiences: [String] { self.list("aud") }
    /// `azp`
    var authorizedParty: String? { self.text("azp") }
    /// Whether there is an `azp`, readable or not.
    var hasAuthorizedParty: Bool { self.values["azp"] != nil }
    /// `nonce`
    var nonce: String? { self.text("nonce") }
    /// `exp`
    var expiresAt: Date? { self.time("exp") }
    /// `nbf`
    var notBefore: Date? { self.time("nbf") }
    /// Whether there is an `nbf`, readable or not.
    var hasNotBefore: Bool { self.values["nbf"] != nil }
    /// `iat`
    var issuedAt: Date? { self.time("iat") }
    /// `name`: for people to read, and never who somebody is.
    var name: String? { self.text("name") }
    /// Entra's `tid`: the directory that the person signed in to.
    var entraTenant: String? { self.text("tid") }
    /// Entra's `oid`: the person in that directory, the same for all applications.
    var entraObject: String? { self.text("oid") }

    /// The texts of a claim; none if it is absent or something else.
    func list(_ name: String) -> [String] {
        switch self.values[name] {
        case .text(let text): [text]
        case .texts(let texts): texts
        case .number, .other, nil: []
        }
    }

    /// Whether Entra left a claim out because it would be too long: it then says where to ask (`_claim_names`), or that
    /// there are groups (`hasgroups`).
    func isLeftOut(_ name: String) -> Bool {
        guard name == "groups", self.values[name] == nil else { return false }
        return self.values["_claim_names"] != nil || self.values["hasgroups"] != nil
    }

    private func text(_ name: String) -> String? {
        guard case .text(let text) = self.values[name], !text.isEmpty else { return nil }
        return text
    }

    private func time(_ name: String) -> Date? {
        guard case .number(let seconds) = self.values[name], seconds.isFinite else { return nil }
        return Date(timeIntervalSince1970: seconds)
    }
}
