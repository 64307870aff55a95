import Foundation
import Testing

@Suite struct SystemdUnitTests {
    private static let path = "deploy/systemd/hookswitch.service"

    @Test func theUnitExposesLittle() async throws {
        let file = Repository.root.appending(path: Self.path).path

        let answer = try await Tool("systemd-analyze").run(["security", "--offline=true", "--threshold=15", file])

        #expect(answer.status == 0, "\(answer.output)")
        let match = try #require(answer.output.firstMatch(of: /Overall exposure level[^:]*: ([0-9.]+)/))
        let exposure = try #require(Double(match.output.1))
        #expect(exposure <= 1.5)
    }

    @Test func aCrashReportHasNoRegisters() throws {
        let unit = try Repository.text(Self.path)

        #expect(unit.contains("\nEnvironment=SWIFT_BACKTRACE=enable=no\n"))
        #expect(unit.contains("\nLimitCORE=0\n"))
        #expect(unit.contains("\nEnvironment=HOOKSWITCH_ENVIRONMENT=production\n"))
    }
}
