import Foundation
import Testing

@Suite struct AlertRulesTests {
    private static let folder = Repository.root.appending(path: "deploy/prometheus")

    @Test func promtoolAcceptsTheRules() async throws {
        let answer = try await Tool("promtool").run(["check", "rules", "hookswitch.rules.yml"], in: Self.folder)

        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test func theRulesFireWhenTheyShouldAndOnlyThen() async throws {
        let files = ["hookswitch.rules.test.yml", "hookswitch.rules.weekly.test.yml"]

        let answer = try await Tool("promtool").run(["test", "rules"] + files, in: Self.folder)

        #expect(answer.status == 0, "\(answer.output)")
    }

    @Test func everyMetricOfARuleIsInTheList() throws {
        let rules = try Repository.text("deploy/prometheus/hookswitch.rules.yml")
        let list = try Repository.text("deploy/README.md")
        let histogramParts = ["_bucket", "_sum", "_count"]

        let names = Set(rules.matches(of: /hookswitch_[a-z_]+/).map { String($0.output) })

        #expect(names.count > 10)
        for name in names {
            let family = histogramParts.reduce(name) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
            #expect(list.contains("| `\(family)` |"), "\(family) is in a rule and not in the list of deploy/README.md")
        }
    }

    @Test func everyAlertHasACaseThatFiresIt() throws {
        let rules = try Repository.text("deploy/prometheus/hookswitch.rules.yml")
        let daily = try Repository.text("deploy/prometheus/hookswitch.rules.test.yml")
        let cases = try daily + Repository.text("deploy/prometheus/hookswitch.rules.weekly.test.yml")

        for match in rules.matches(of: /- alert: ([A-Za-z]+)/) {
            let name = match.output.1
            // To its end: the name of one begins the name of another.
            let isTested = cases.contains("alertname=\"\(name)\"") || cases.contains("alertname: \(name)\n")
            #expect(isTested, "\(name) is never tested")
        }
    }
}
