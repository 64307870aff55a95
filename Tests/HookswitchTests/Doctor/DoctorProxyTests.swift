import Testing

@testable import Hookswitch

@Suite struct DoctorProxyTests {
    private static func check(_ environment: [String: String]) throws -> [DoctorCheck] {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        let file = try folder.write("", to: "hookswitch.yaml")
        let database = ["HOOKSWITCH_DATABASE_URL": "postgresql://hookswitch@db/hookswitch"]
        let variables = database.merging(environment) { _, own in own }
        return Doctor(configuration: try Configuration.load(environment: variables, configFile: file)).checkProxies()
    }

    @Test func aPublicURLWithoutAProxyThatIsBelievedIsWarnedOf() throws {
        let publicURL = ["HOOKSWITCH_ADMIN_PUBLIC_URL": "https://admin.example.com"]
        let named = publicURL.merging(["HOOKSWITCH_ADMIN_TRUSTED_PROXIES": "10.0.0.0/8"]) { $1 }

        #expect(try Self.check([:]).isEmpty)
        #expect(try Self.check(publicURL).map(\.status) == [.warning])
        #expect(try Self.check(named).map(\.status) == [.ok])
    }
}
