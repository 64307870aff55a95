import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct ProbeLinesTests {
    private static let failed = VerificationProbe(
        id: "token",
        status: .failed,
        called: "POST https://login.microsoftonline.com/6f0c3f0e-0000-4000-8000-000000000001/oauth2/v2.0/token",
        answered: "HTTP 401 invalid_client",
        durationMilliseconds: 212.4,
        finding: "Entra takes no such secret. Usually the secret's ID was pasted instead of its value, as people do.",
        hint: .secretInvalid,
        remedy: [
            "In the portal: App registrations, the application, Certificates & secrets: the column Value, and not Secret ID.",
            "$ az ad app credential reset --id 91bd3f0e-0000-4000-8000-000000000002 --append --display-name hookswitch",
            "PS> Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{displayName='hook switch'; a=(b c)}",
        ]
    )

    @Test func failureSaysWhatWasAskedAndHowToMendIt() {
        let lines = ProbeLines(probe: Self.failed).lines(width: 80, palette: .plain)

        #expect(lines.first?.hasPrefix(" ✖ token              Entra takes no such secret.") == true, "\(lines)")
        #expect(lines.contains { $0.contains("answered  HTTP 401 invalid_client") })
        #expect(lines.contains { $0.contains("212 ms") })
        // An address is left whole, so that it can be copied.
        #expect(lines.filter { $0.count > 80 }.allSatisfy { $0.contains("https://") }, "\(lines)")
    }

    @Test func brokenCommandsStillWork() {
        let lines = ProbeLines(probe: Self.failed).lines(width: 80, palette: .plain)

        let shell = lines.drop { !$0.contains("$ az") }.prefix { !$0.contains("PS>") }
        #expect(shell.count == 2)
        #expect(shell.first?.hasSuffix(" \\") == true)
        let power = lines.drop { !$0.contains("PS> ") }
        #expect(power.first?.hasSuffix(" `") == true)
        #expect(power.last?.contains("@{displayName='hook switch'; a=(b c)}") == true)
    }

    @Test func whatIsWellTakesOneLine() {
        let probe = VerificationProbe(
            id: "read_contact",
            status: .ok,
            called: "GET https://acme.crm4.dynamics.com/api/data/v9.2/contacts?$top=1",
            answered: "HTTP 200, 1 row",
            durationMilliseconds: 41,
            finding: "contacts may be read"
        )
        let skipped = VerificationProbe(id: "who_am_i", status: .skipped, finding: "not tried, because token failed")

        let lines = [probe, skipped].flatMap { ProbeLines(probe: $0).lines(width: 80, palette: .plain) }

        #expect(
            lines == [
                " ✔ read_contact       contacts may be read · 41.0 ms",
                " – who_am_i           not tried, because token failed",
            ]
        )
    }

    @Test func verdictSaysWhatToDoNext() {
        let passed = VerificationResult(probes: [VerificationProbe(id: "pools", status: .warning, finding: "none")])
        let failed = VerificationResult(probes: [Self.failed])

        let good = VerificationVerdict(slug: "acme", result: passed).lines(palette: .plain)
        let bad = VerificationVerdict(slug: "acme", result: failed).lines(palette: .plain)
        let typed = VerificationVerdict(slug: "acme", result: passed).lines(palette: .plain, server: " --profile live")
        #expect(typed.last?.contains("hookswitch tenant handoff acme --profile live    what") == true)

        #expect(good.first == "acme passed, 1 warning.")
        #expect(good.last?.contains("hookswitch tenant handoff acme") == true)
        #expect(bad == ["acme: 1 probe failed.", "Next: mend token, then: hookswitch tenant verify acme"])
        #expect((good + bad).allSatisfy { $0.count <= 80 })
    }
}
