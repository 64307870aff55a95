import Foundation
import Testing

@testable import Hookswitch

@Suite struct IdentityRulesTests {
    private static let tenant = "6f0c3f0e-0000-4000-8000-000000000001"
    private static let other = "6f0c3f0e-0000-4000-8000-000000000002"
    private static let object = "91bd3f0e-0000-4000-8000-000000000003"
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private static let plain = IdentityRules(
        issuer: "https://login.example.com/",
        clientID: "client",
        audience: "client",
        entraTenants: [],
        roleClaim: "roles"
    )

    private static func entra(issuer: String, roleClaim: String = "roles") -> IdentityRules {
        IdentityRules(
            issuer: issuer,
            clientID: "client",
            audience: "client",
            entraTenants: [Self.tenant],
            roleClaim: roleClaim
        )
    }

    /// What a good token says, changed; `.other` stands for what cannot be read, and `nil` takes a claim away.
    private static func claims(_ changes: [String: ClaimValue?] = [:]) -> IdentityClaims {
        var values: [String: ClaimValue] = [
            "iss": .text("https://login.example.com/"), "sub": .text("anna"), "aud": .text("client"),
            "exp": .number(1_800_000_300), "iat": .number(1_800_000_000), "nonce": .text("n"),
            "email": .text("anna@example.com"), "preferred_username": .text("anna@example.com"),
        ]
        for (name, value) in changes { values[name] = value }
        return IdentityClaims(values)
    }

    private static func entraClaims(_ changes: [String: ClaimValue?] = [:]) -> IdentityClaims {
        let own: [String: ClaimValue?] = [
            "iss": .text("https://login.microsoftonline.com/\(Self.tenant)/v2.0"),
            "tid": .text(Self.tenant), "oid": .text(Self.object), "ver": .text("2.0"),
        ]
        return Self.claims(own.merging(changes) { _, new in new })
    }

    private static func fault(
        _ rules: IdentityRules,
        _ claims: IdentityClaims,
        keyIssuer: String? = nil,
        nonce: String = "n"
    ) -> IdentityFault? {
        do throws(IdentityFault) {
            _ = try rules.check(claims, keyIssuer: keyIssuer, nonce: nonce, at: Self.now)
            return nil
        } catch {
            return error
        }
    }

    @Test func aGoodTokenSaysWhoByIssuerAndSubjectAlone() throws {
        let claims = Self.claims(["name": .text("Anna\u{1B}[2J"), "roles": .texts(["A", "B"])])

        let identity = try Self.plain.check(claims, keyIssuer: nil, nonce: "n", at: Self.now)

        #expect(identity.issuer == "https://login.example.com/")
        #expect(identity.subject == "anna")
        #expect(identity.name == "Anna[2J")
        #expect(identity.roles == ["A", "B"])
    }

    @Test(
        arguments: [
            (["iss": .text("https://login.example.com")], .issuer),
            (["iss": nil], .issuer),
            (["aud": .text("Client")], .audience),
            (["aud": .texts(["client", "another"])], .audience),
            (["aud": nil], .audience),
            (["azp": .text("another")], .authorizedParty),
            (["azp": .other], .authorizedParty),
            (["nonce": .text("m")], .nonce),
            (["nonce": nil], .nonce),
            (["exp": .number(1_799_999_940)], .expired),
            (["exp": .text("1800000300")], .expired),
            (["exp": nil], .expired),
            (["nbf": .number(1_800_000_061)], .notYetValid),
            (["nbf": .other], .notYetValid),
            (["iat": .number(1_800_000_061)], .issuedAt),
            (["iat": nil], .issuedAt),
            (["sub": nil], .subject),
            (["sub": .text("a\u{7}")], .subject),
            (["sub": .text(String(repeating: "a", count: 256))], .subject),
        ] as [([String: ClaimValue?], IdentityFault)]
    )
    func eachWrongClaimIsAFault(changes: [String: ClaimValue?], fault: IdentityFault) {
        #expect(Self.fault(Self.plain, Self.claims(changes)) == fault)
    }

    @Test(
        arguments: [
            ["exp": .number(1_799_999_941)], ["nbf": .number(1_800_000_060)], ["iat": .number(1_800_000_060)],
            ["aud": .texts(["client"])], ["azp": .text("client")],
        ] as [[String: ClaimValue?]]
    )
    func aMinuteOfTheClockIsForgiven(changes: [String: ClaimValue?]) {
        #expect(Self.fault(Self.plain, Self.claims(changes)) == nil)
    }

    @Test(arguments: [
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://login.microsoftonline.com/6f0c3f0e-0000-4000-8000-000000000001/v2.0",
    ])
    func entraMeansObjectAndTenant(issuer: String) throws {
        let identity = try Self.entra(issuer: issuer)
            .check(Self.entraClaims(), keyIssuer: nil, nonce: "n", at: Self.now)

        #expect(identity.subject == "\(Self.object).\(Self.tenant)")
        #expect(identity.issuer == "https://login.microsoftonline.com/\(Self.tenant)/v2.0")
    }

    @Test(
        arguments: [
            (["tid": .text(Self.other)], .entraTenant),
            (
                ["tid": .text(Self.other), "iss": .text("https://login.microsoftonline.com/\(Self.other)/v2.0")],
                .entraTenant
            ),
            (["tid": nil], .entraTenant),
            (["tid": .text("contoso.com")], .entraTenant),
            (["iss": .text("https://login.microsoftonline.com/\(Self.other)/v2.0")], .issuer),
            (["iss": .text("https://sts.windows.net/\(Self.tenant)/")], .issuer),
            (["iss": .text("https://login.microsoftonline.com/{tenantid}/v2.0")], .issuer),
            (["oid": nil], .subject),
            (["oid": .text("anna@example.com")], .subject),
        ] as [([String: ClaimValue?], IdentityFault)]
    )
    func aForeignTenantOrNoObjectIsAFault(changes: [String: ClaimValue?], fault: IdentityFault) {
        let rules = Self.entra(issuer: "https://login.microsoftonline.com/{tenantid}/v2.0")

        #expect(Self.fault(rules, Self.entraClaims(changes)) == fault)
    }

    @Test func aKeyOfAnotherIssuerSignsNothingHere() {
        let rules = Self.entra(issuer: "https://login.microsoftonline.com/{tenantid}/v2.0")
        let consumers = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"

        #expect(Self.fault(rules, Self.entraClaims(), keyIssuer: consumers) == .issuer)
        #expect(Self.fault(rules, Self.entraClaims(), keyIssuer: rules.issuer) == nil)
    }

    @Test(arguments: [["_claim_names": .other], ["hasgroups": .other]] as [[String: ClaimValue?]])
    func tooManyGroupsAreNoGroups(changes: [String: ClaimValue?]) {
        let issuer = "https://login.microsoftonline.com/{tenantid}/v2.0"

        #expect(
            Self.fault(Self.entra(issuer: issuer, roleClaim: "groups"), Self.entraClaims(changes)) == .groupsOverage
        )
        #expect(Self.fault(Self.entra(issuer: issuer), Self.entraClaims(changes)) == nil)
    }
}
