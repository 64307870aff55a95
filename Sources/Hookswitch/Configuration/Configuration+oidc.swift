import Foundation

extension Configuration {
    /// Signing in with OpenID Connect (`admin.oidc.*`).
    public struct OpenIDConnect: Sendable {
        /// Who says who somebody is.
        public let issuer: IssuerURL
        /// Our name at the issuer.
        public let clientID: String
        /// The file of the secret with which we prove it; `nil` if the issuer asks for none.
        public let clientSecretFile: String?
        /// For whom its tokens must be.
        public let audience: String
        /// The Entra tenants whose people may sign in, in small letters; empty if the issuer is not Entra.
        public let entraTenants: Set<String>
        /// The claim that has roles.
        public let roleClaim: String
        /// What its words stand for; empty if only people who were made operators may sign in.
        public let roles: [ClaimedRole]
        /// What browsers call the admin API by.
        public let publicURL: BaseURL

        /// Where the issuer sends a browser back to.
        public var redirectURL: String { self.publicURL.text + "/api/v1/sign-in/callback" }
    }
}

extension Configuration.OpenIDConnect {
    /// Reads the settings; `nil` without an issuer.
    init?(reading reader: inout SettingReader, publicURL: BaseURL?) {
        let issuer = reader.optional(
            "admin.oidc.issuer",
            .issuer,
            help: """
                Who says who an operator is, to the letter as its discovery document says; unset, nobody signs in. Of \
                Entra https://login.microsoftonline.com/TENANT-ID/v2.0, or organizations in the tenant's place.
                """
        )
        let clientID = reader.optional(
            "admin.oidc.clientId",
            .line,
            help:
                "Hookswitch's name at the issuer. Its redirect URI there is /api/v1/sign-in/callback of admin.publicUrl."
        )
        self.clientSecretFile = reader.optional(
            "admin.oidc.clientSecretFile",
            .path,
            help: "The file of the client's secret, read at each sign-in; unset if the issuer asks for none."
        )
        let audience = reader.optional(
            "admin.oidc.audience",
            .line,
            help: "For whom identity tokens must be, exactly; unset, for admin.oidc.clientId."
        )
        let tenants = reader.optional(
            "admin.oidc.allowedTenants",
            .entraTenants,
            help: """
                With Entra only, and needed there: the ids of the tenants whose people may sign in. With these set, \
                tokens must have tid and oid, and those two are who somebody is.
                """
        )
        self.roleClaim = reader.value(
            "admin.oidc.roleClaim",
            .line,
            default: "roles",
            help: "The claim whose words admin.oidc.roles explains. Entra's groups are refused where they are too many."
        )
        let roles = reader.optional(
            "admin.oidc.roles",
            .claimedRoles,
            help: """
                Which role a word of that claim stands for. Whoever has one signs in with it, and loses it with the \
                word; unset, only operators who were made by name.
                """
        )
        self.entraTenants = Set(tenants ?? [])
        self.roles = roles ?? []
        guard let issuer else { return nil }
        self.issuer = issuer
        if clientID == nil { Self.refuse("admin.oidc.clientId", "Set it to the application's client id.", in: &reader) }
        if publicURL == nil { Self.refuse("admin.publicUrl", "Set it to the https URL of the admin API.", in: &reader) }
        if issuer.isEntra, self.entraTenants.isEmpty {
            // Entra signs for every organisation there is; without a list, anybody's administrator could name our people.
            Self.refuse("admin.oidc.allowedTenants", "Set it to the ids of your Entra tenants.", in: &reader)
        }
        guard let clientID, let publicURL else { return nil }
        self.clientID = clientID
        self.audience = audience ?? clientID
        self.publicURL = publicURL
    }

    private static func refuse(_ key: String, _ remedy: String, in reader: inout SettingReader) {
        reader.refuse(key, reason: "it has no value, and admin.oidc.issuer is set", remedy: remedy)
    }
}

extension SettingFormat where Value == IssuerURL {
    static let issuer = SettingFormat(
        expected: "an https URL without user, query or fragment",
        parse: { try? IssuerURL(parsing: $0) },
        render: { $0.text }
    )
}

extension SettingFormat where Value == String {
    /// A text of one line.
    static let line = SettingFormat(
        expected: "a text of one line",
        parse: { text in
            !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } ? text : nil
        },
        render: { $0 }
    )
}

extension SettingFormat where Value == [ClaimedRole] {
    static let claimedRoles = SettingFormat(
        expected: "WORD=ROLE, or several with commas between; a role is admin, operator, support, auditor or read_only",
        takesList: true,
        parse: { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let roles = parts.compactMap { try? ClaimedRole(parsing: String($0.trimmingPrefix { $0 == " " })) }
            return roles.count == parts.count ? roles : nil
        },
        render: { $0.map(\.description).joined(separator: ",") }
    )
}

extension SettingFormat where Value == [String] {
    static let entraTenants = SettingFormat(
        expected: "a GUID, or several with commas between",
        takesList: true,
        parse: { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let ids = parts.compactMap {
                UUID(uuidString: String($0.trimmingPrefix { $0 == " " }))?.uuidString.lowercased()
            }
            return ids.count == parts.count ? ids : nil
        },
        render: { $0.joined(separator: ",") }
    )
}
