import Testing

@testable import HookswitchCommands

@Suite struct DevSettingsTests {
    @Test func listenersThatWouldNotBeHeededAreRefused() {
        let failure = #expect(throws: CommandFailure.self) {
            try DevSettings.refuseListeners(in: ["HOOKSWITCH_ADMIN_LISTEN": "127.0.0.1:9"])
        }
        #expect(failure?.status == .usage)
        #expect(failure?.reasons.joined().contains("HOOKSWITCH_ADMIN_LISTEN") == true)
        #expect(throws: Never.self) { try DevSettings.refuseListeners(in: ["HOOKSWITCH_ADMIN_LISTEN": ""]) }
    }
}
