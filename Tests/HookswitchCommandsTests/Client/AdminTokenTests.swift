import Foundation
import Routing
import Testing

@testable import HookswitchCommands

@Suite struct AdminTokenTests {
    @Test func fileComesBeforeTheEnvironment() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try "hsw_file\n".write(toFile: file, atomically: true, encoding: .utf8)
        defer { unlink(file) }

        let token = try AdminToken(file: file, environment: ["HOOKSWITCH_TOKEN": "hsw_environment"])

        #expect(token.value.reveal() == "hsw_file")
    }

    @Test(arguments: [[:], ["HOOKSWITCH_TOKEN": ""], ["HOOKSWITCH_TOKEN": " \n"], ["HOOKSWITCH_TOKEN": "a\r\nX: y"]])
    func tokenThatCannotBeSentIsAnAuthenticationFailure(_ environment: [String: String]) {
        let failure = #expect(throws: CommandFailure.self) { try AdminToken(file: nil, environment: environment) }

        #expect(failure?.status == .authentication)
    }

    @Test(arguments: ["/nonexistent/token", "/", "/dev/zero", "/dev/null"])
    func fileThatHoldsNoneIsAnAuthenticationFailure(_ file: String) {
        let failure = #expect(throws: CommandFailure.self) { try AdminToken(file: file, environment: [:]) }

        #expect(failure?.status == .authentication)
    }
}
