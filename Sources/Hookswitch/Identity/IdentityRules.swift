import Foundation

/// What an identity token must say to be believed: OpenID Connect Core 1.0, 3.1.3.7, and Entra's "claims validation". A value:
/// time comes from outside.
struct IdentityRules: Hashable, Sendable {
    /// How far the issuer's clock may be from ours. Both are set by NTP; a minute is what a server without it is off after
    /// some weeks.
    static let clockSkew: TimeInterval = 60
    /// What Entra writes in the place of its tenant where one document serves all of them.
    static let tenantPlaceholder = "{tenantid}"
    /// A subject is at most 255 characters (OpenID Connect Core, 2).
    static let maximumSubjectLength = 255
    /// A name is a line in a list, and cut to this.
    static let maximumNameLength = 100
    /// More roles are not read.
    static let maximumRoleCount = 200

    /// The issuer, as its own document names it; it may have ``tenantPlaceholder``.
    let issuer: String
    /// Our name at the issuer.
    let clientID: String
    /// For whom tokens must be.
    let audience: String
    /// The Entra tenants, in small letters, whose people may sign in; empty if the issuer is not Entra.
    let entraTenants: Set<String>
    /// The claim that has the roles.
    let roleClaim: String

    /// Checks what a token says whose signature is proved.
    ///
    /// - Parameters:
    ///   - keyIssuer: The issuer for which alone the key is, if it is so.
    ///   - nonce: What the sign-in was begun with.
    /// - Throws: ``IdentityFault`` for the first rule that is broken.
    func check(
        _ claims: IdentityClaims,
        keyIssuer: String?,
        nonce: String,
        at now: Date
    ) throws(IdentityFault) -> VerifiedIdentity {
        let tenant = try self.entraTenant(of: claims)
        guard let issuer = claims.issuer, issuer == self.filled(self.issuer, with: tenant) else { throw .issuer }
        if let keyIssuer, self.filled(keyIssuer, with: tenant) != issuer { throw .issuer }
        // Of an Entra document that is one tenant's own, the issuer has the tenant; both must mean the same.
        if let tenant, !issuer.lowercased().split(separator: "/").contains(Substring(tenant)) { throw .entraTenant }

        guard claims.audiences == [self.audience] else { throw .audience }
        if claims.hasAuthorizedParty, claims.authorizedParty != self.clientID { throw .authorizedParty }
        try self.checkTimes(of: claims, at: now)
        guard claims.nonce == nonce else { throw .nonce }

        guard !claims.isLeftOut(self.roleClaim) else { throw .groupsOverage }
        return VerifiedIdentity(
            issuer: issuer,
            subject: try Self.subject(of: claims, tenant: tenant),
            name: claims.name.flatMap { Self.plain($0, maximumLength: Self.maximumNameLength) },
            roles: Array(claims.list(self.roleClaim).prefix(Self.maximumRoleCount))
        )
    }

    private func checkTimes(of claims: IdentityClaims, at now: Date) throws(IdentityFault) {
        guard let expiresAt = claims.expiresAt, expiresAt.timeIntervalSince(now) > -Self.clockSkew else {
            throw .expired
        }
        if claims.hasNotBefore {
            guard let notBefore = claims.notBefore, notBefore.timeIntervalSince(now) <= Self.clockSkew else {
                throw .notYetValid
            }
        }
        guard let issuedAt = claims.issuedAt, issuedAt.timeIntervalSince(now) <= Self.clockSkew else {
            throw .issuedAt
        }
    }

    /// The tenant of a token of Entra's; `nil` if the issuer is another.
    private func entraTenant(of claims: IdentityClaims) throws(IdentityFault) -> String? {
        guard !self.entraTenants.isEmpty else { return nil }
        guard let tenant = claims.entraTenant?.lowercased(), UUID(uuidString: tenant) != nil,
            self.entraTenants.contains(tenant)
        else { throw .entraTenant }
        return tenant
    }

    private func filled(_ template: String, with tenant: String?) -> String {
        guard let tenant else { return template }
        return template.replacing(Self.tenantPlaceholder, with: tenant)
    }

    /// Of Entra `oid` and `tid`, joined as its own libraries do: `sub` differs with each application, and all other names
    /// of a person may become another's.
    private static func subject(of claims: IdentityClaims, tenant: String?) throws(IdentityFault) -> String {
        if let tenant {
            guard let object = claims.entraObject?.lowercased(), UUID(uuidString: object) != nil else { throw .subject }
            return "\(object).\(tenant)"
        }
        guard let subject = claims.subject, subject.unicodeScalars.count <= Self.maximumSubjectLength,
            Self.plain(subject, maximumLength: Self.maximumSubjectLength) == subject
        else { throw .subject }
        return subject
    }

    /// A line of text, cut to a line's length; `nil` if nothing is left of it.
    private static func plain(_ text: String, maximumLength: Int) -> String? {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control {
            scalars.append(scalar)
            if scalars.count >= maximumLength { break }
        }
        let line = String(scalars)
        return line.isEmpty ? nil : line
    }
}
