import Testing

@testable import HookswitchCommands

@Suite struct EnvironmentAddressTests {
    @Test(
        arguments: [
            ("https://acme.crm4.dynamics.com", "https://acme.crm4.dynamics.com", false),
            ("https://Acme.crm4.dynamics.com/", "https://acme.crm4.dynamics.com", false),
            ("acme.crm4.dynamics.com", "https://acme.crm4.dynamics.com", false),
            ("https://acme.crm4.dynamics.com:443/main.aspx", "https://acme.crm4.dynamics.com", true),
            ("https://127.0.0.1:18443/main.aspx?appid=1", "https://127.0.0.1:18443", true),
        ]
    )
    func addressIsCutToItsOrigin(_ text: String, _ origin: String, _ wasCut: Bool) throws {
        let address = try EnvironmentAddress(reading: text)

        #expect(address.origin == origin)
        #expect(address.wasCut == wasCut)
    }

    @Test(arguments: ["", "acme", "http://acme.crm4.dynamics.com", "https://me@acme.crm4.dynamics.com", "https://"])
    func anythingElseIsRefused(_ text: String) {
        #expect(throws: AnswerCheck.Refusal.self) { try EnvironmentAddress(reading: text) }
    }
}
