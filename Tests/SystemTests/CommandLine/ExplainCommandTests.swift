import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// `hookswitch explain` of the built program, as a pipeline of continuous integration uses it.
    @Suite(.timeLimit(.minutes(5))) struct ExplainCommandTests {
        private static let cases = """
            - name: a known customer
              from: "050 454 564"
              to: "+35840675644"
              expect: { target: "+35853445657", status: 200 }
            - name: a hidden number
              from: anonymous
              to: "+35840675646"
              expect: { outcome: routed }
            - from: "+358501234567"
              to: "+35840675644"
              expect: { outcome: no_match, target: default }
            """

        /// What is misspelt in a fixture is said, and a routing is a draft, too.
        private func fixturesAndRoutingsAreJudged(
            _ known: [String],
            in installation: Installation,
            on server: RunningServer
        ) async throws {
            for (text, slip) in [
                ("recods: [{ table: contact }]", "recods"), ("failur: crm_timeout", "failur"),
                ("records: [{ tabel: contact }]", "tabel"),
            ] {
                let fixture = try installation.write(text, to: "fixture.yaml")
                let judged = try await installation.command(known + ["--fixture", fixture], to: server)
                #expect(judged.status == 1, "\(judged.output)\(judged.errors)")
                #expect(judged.errors.contains(slip), "\(judged.errors)")
            }
            let fixture = try installation.write("records: [{ table: contact }]", to: "fixture.yaml")
            let found = try await installation.command(
                known + ["--fixture", fixture, "--expect", "+35853445657"],
                to: server
            )
            #expect(found.status == 0, "\(found.output)\(found.errors)")

            let routing = try await installation.command(["routing", "show", "acme"], to: server)
            let draft = try installation.write(
                routing.output.replacing("+35853445657", with: "+35853440000"),
                to: "routing.yaml"
            )
            let drafted = try await installation.command(
                known + ["--draft", draft, "--expect", "+35853440000"],
                to: server
            )
            #expect(drafted.status == 0, "\(drafted.output)\(drafted.errors)")
            #expect(drafted.errors.contains("Next: hookswitch routing apply acme -f \(draft)"), "\(drafted.errors)")
        }

        @Test func casesAreJudgedAndADraftIsTriedBeforeItIsApplied() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    _ = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let cases = try installation.write(Self.cases, to: "cases.yaml")
                    let mistake = try installation.write("- { from: a, to: b, expekt: {} }", to: "mistake.yaml")
                    let draft = document.replacing("+35853445657", with: "+35853440000")
                        .replacing("{ env: ACME_SECRET }", with: "{ env: NOBODY_HAS_IT }")
                        .replacing("tables: [contact, account, lead]", with: "tables: [contact]")
                    let draftPath = try installation.write(draft, to: "draft.yaml")
                    let elsewhere = document.replacing(Scenarios.clientID, with: Scenarios.entraTenant)
                    let elsewherePath = try installation.write(elsewhere, to: "elsewhere.yaml")
                    let explain = ["explain", "acme"]
                    let known = explain + ["--from", "050 454 564", "--to", "+35840675644"]

                    let met = try await installation.command(explain + ["--cases", cases], to: server)
                    let report = try await installation.json(explain + ["--cases", cases], to: server)
                    let drafted = try await installation.command(
                        explain + ["--cases", cases, "--draft", draftPath],
                        to: server
                    )
                    let single = try await installation.command(
                        known + ["--draft", draftPath, "--expect", "+35853440000"],
                        to: server
                    )
                    let applied = try await installation.command(known + ["--expect", "+35853445657"], to: server)
                    let outcome = try await installation.command(known + ["--expect", "no_match"], to: server)
                    let refused = try await installation.command(known + ["--draft", elsewherePath], to: server)
                    let mistaken = try await installation.command(explain + ["--cases", mistake], to: server)
                    let list = try await installation.json(["decision", "list", "--tenant", "acme"], to: server)

                    #expect(met.status == 0, "\(met.output)\(met.errors)")
                    #expect(met.errors.contains("3 cases, all as expected."))
                    #expect(met.output.split(separator: "\n").count == 4)
                    #expect(report["passed"] as? Int == 3)
                    #expect(drafted.status == 6, "\(drafted.output)\(drafted.errors)")
                    #expect(drafted.errors.contains("1 of 3 cases came out otherwise"), "\(drafted.errors)")
                    #expect(drafted.output.contains("✖ failed"), "\(drafted.output)")
                    #expect(single.status == 0, "\(single.output)\(single.errors)")
                    #expect(single.errors.contains("Next: hookswitch tenant apply \(draftPath)"))
                    #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
                    #expect(outcome.status == 6)
                    #expect(outcome.errors.contains("not to no_match"), "\(outcome.errors)")
                    #expect(refused.status == 1)
                    #expect(refused.errors.contains("entra.clientId"), "\(refused.errors)")
                    #expect(refused.errors.contains("stored secret"), "\(refused.errors)")
                    #expect(mistaken.status == 1)
                    #expect(mistaken.errors.contains("mistake.yaml:1: [0].expekt"), "\(mistaken.errors)")
                    try await self.fixturesAndRoutingsAreJudged(known, in: installation, on: server)
                    // Nothing of all this is a call.
                    let pools = (list["data"] as? [[String: Any]] ?? []).compactMap { $0["pool"] as? String }
                    #expect(!pools.contains("+35840675644"))
                }
            }
        }
    }
}
