import ArgumentParser
import Testing

@testable import HookswitchCommands

@Suite struct APICallTests {
    private func call(_ words: String...) throws -> APICall {
        try #require(try HookswitchCommand.parseAsRoot(["api"] + words) as? APICall)
    }

    @Test func fieldsAreWhatTheyLookLike() throws {
        let call = try self.call(
            "post",
            "/api/v1/x",
            "-f",
            "a=1",
            "-f",
            "b=true",
            "-f",
            "c=null",
            "-f",
            "d=+358401",
            "-f",
            "e=007",
            "-f",
            "f=",
            "-f",
            "g=x=y",
            "--raw-field",
            "h=12"
        )

        #expect(
            try call.content().map { String(decoding: $0, as: UTF8.self) }
                == #"{"a":1,"b":true,"c":null,"d":"+358401","e":"007","f":"","g":"x=y","h":"12"}"#
        )
    }

    @Test func getHasNoBody() throws {
        #expect(try self.call("GET", "/api/v1/tenants", "-f", "limit=5").content() == nil)
        #expect(try self.call("POST", "/api/v1/tenants/acme/webhook-keys").content() == nil)
    }

    @Test(
        arguments: [
            ["TRACE", "/api/v1/me"], ["GET", "/api/v1/me", "--input", "x"], ["POST", "/api/v1/x", "-f", "novalue"],
            ["POST", "/api/v1/x", "-f", "=v"], ["POST", "/api/v1/x", "-f", "a=1", "--input", "x"],
            ["POST", "/api/v1/x", "-f", "a=1", "-f", "a=2"], ["GET", "/api/v1/me", "-H", "Authorization: Bearer x"],
            ["GET", "/api/v1/me", "-H", "X"], ["GET", "/api/v1/me", "-H", "X: a\r\nY: b"], ["GET"],
        ]
    )
    func wrongCallIsAUsageError(_ words: [String]) {
        let error = #expect(throws: (any Error).self) { _ = try HookswitchCommand.parseAsRoot(["api"] + words) }

        #expect(error.map { HookswitchCommand.exitCode(for: $0).rawValue } == CommandStatus.usage.rawValue)
    }
}
