import ArgumentParser
import Foundation
import Testing

@testable import HookswitchCommands

@Suite struct CommandParsingTests {
    @Test func everyCommandOfTheDesignIsThere() throws {
        let lines = [
            "setup production",
            "setup production --database-url-file F --public-url U --settings S --keyring K --dry-run",
            "setup production --database-url-file F --public-url U --no-input -o json",
            "doctor --explain database-tls", "tenant list --pager", "why dec_aaaaaaaaaaaaaaaaaaaaaaaaaa --pager",
            "audit show aud_aaaaaaaaaaaaaaaaaaaaaaaaaa --pager", "config explain --pager",
            "keyring create FILE", "migrate up", "migrate status", "migrate verify",
            "token create --name N --role admin", "token create --name N --role read_only --tenant a1 --tenant b2",
            "token create --name N --role support --expires-in 90d", "token list -o json",
            "token create --name N --role admin --database", "token create --name N --role admin --profile live",
            "whoami -o yaml",
            "token revoke 0198c0de-0000-7000-8000-000000000000 --yes",
            "serve", "dev", "tenant apply FILE -o json", "tenant show SLUG -o json", "tenant list -o json",
            "tenant list --search acme --status suspended --tag a --expires-within 60d --activity -o wide",
            "tenant list --columns tenant,last-call,secret", "credential list --expires-within 60d -o csv",
            "credential show SLUG -o json", "credential replace SLUG --secret-file F --expires 2028-05-01 --dry-run",
            "credential replace SLUG --keep --expires 2028-05-01T00:00:00Z --reason T-1",
            "webhook-key create SLUG -o json", "webhook-key list SLUG", "webhook-key revoke SLUG ID --yes",
            "webhook-key revoke SLUG ID --last -y", "tenant suspend SLUG --yes", "tenant resume SLUG",
            "tenant diff SLUG FILE -o json", "tenant history SLUG --limit 5", "tenant restore SLUG 3 --dry-run",
            "decision list --tenant SLUG --limit 5 -o json", "why dec_aaaaaaaaaaaaaaaaaaaaaaaaaa -o json",
            "decision show dec_aaaaaaaaaaaaaaaaaaaaaaaaaa -o yaml",
            "decision search --tenant acme --from +358401234567 --outcome routed --since 2h --slower-than 1s",
            "decision search --since 2026-11-22T09:30:00Z --call-id x",
            "decision stats --interval 5m --by pool --since 1h -w -o csv",
            "decision search -o ndjson --columns decision,caller",
            "decision tail --tenant acme --outcome crm_timeout --count 3 -o json",
            "decision search --outcome degraded --outcome routed", "decision tail --outcome default",
            "decision reveal dec_aaaaaaaaaaaaaaaaaaaaaaaaaa --reason ticket-4711", "status -o json", "status -w 5",
            "explain SLUG --from +358401234567 --to +35840675644 -o json", "doctor -o json", "config sample",
            "config check", "config explain", "version -o yaml", "api GET /api/v1/me -f a=1 --include",
            "tenant list -o csv --columns tenant,status --no-headers", "tenant list -w", "tenant show SLUG --watch 5",
            "tenant list -o ndjson --color always", "completion bash", "man tenant list", "exit-codes",
            "login --profile N --url http://127.0.0.1:8081", "logout", "profile list -o name", "profile use N",
            "audit list --tenant SLUG --actor N --action tenant.change --since 2026-11-01T00:00:00Z --limit 5 -o csv",
            "audit list -w --columns time,who", "audit show aud_aaaaaaaaaaaaaaaaaaaaaaaaaa -o json", "audit export",
            "audit export --tenant SLUG -o ndjson", "audit public-key -o json",
            "audit verify FILE --public-key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "audit verify F --heads H --public-key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "decision segments --tenant SLUG --limit 5 -o csv", "decision export --tenant SLUG --sealed",
            "decision export --tenant SLUG -o ndjson",
            "decision verify F --public-key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "tenant suspend SLUG --reason T-1 --yes", "tenant resume SLUG --reason T-1",
            "tenant restore SLUG 3 --reason T-1", "token revoke 0198c0de-0000-7000-8000-000000000000 --reason T-1",
            "import FILE.yaml --plan -o json", "import FILE --format ndjson --apply --verify --failed-to F",
            "import F.csv --apply --plan-id imp_aaaaaaaaaaaaaaaaaaaaaaaaaa --allow-inline-secrets",
            "import F.csv --apply --concurrency 8 --no-failed-file", "tenant pools SLUG -o csv",
            "tenant pools --number +358942419000 -o ndjson", "import - --plan --format csv",
            "import file F.yaml --plan", "import list --limit 5 -o csv",
            "import show imp_aaaaaaaaaaaaaaaaaaaaaaaaaa -o json", "import --plan F.yaml",
            "import items imp_aaaaaaaaaaaaaaaaaaaaaaaaaa --status failed --action change -o ndjson",
            "credential list --state retired", "audit verify --server", "audit verify --server --tenant acme -o json",
            "export --format csv", "export", "export --no-secrets", "decision tail acme --count 3", "calls tail acme",
            "tenant verify SLUG --sample +358401234567 -o json", "tenant handoff SLUG -o markdown",
            "tenant offboard SLUG --export DIR --grace-days 14",
            "tenant offboard SLUG --no-export --now --reason T-1 -y",
            "tenant offboard SLUG --dry-run", "offboarding list -o csv", "offboarding show off_a -o yaml",
            "offboarding certificate off_a", "privacy find --tenant SLUG --number-file F --reason T-1",
            "privacy erase --tenant SLUG --reason T-1 --yes", "privacy certificate era_a",
            "privacy list --limit 5 -o csv", "privacy show era_a -o json",
            "certificate verify F --public-key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "tenant onboard", "tenant onboard acme --file FILE --no-input", "tenant onboard --slug acme -o json",
            "tenant onboard acme --name N --region FI --dynamics-url U --entra-tenant T --client-id C --pools P",
            "call acme --from +358401234567", "call acme --from anonymous --to 1 --key-file F --calls-url U -o json",
            "tenant onboard acme --no-wait --mail", "tenant handoff SLUG --mail",
            "explain SLUG --from 1 --to 2 --expect no_match --draft F", "explain SLUG --cases F --draft - -o ndjson",
            "routing show acme --of 3 -o json", "routing edit acme --rebase",
            "routing apply acme -f F --dry-run --force",
            "routing diff acme --from 12 --to 13", "routing diff acme -f -", "routing history acme --limit 5 -o csv",
            "routing restore acme 3 --reason T-1 --yes", "routing lint acme -f F -o json", "routing lint acme",
            "calls search --tenant acme", "operator reset 0198c0de-0000-7000-8000-000000000000 --reason T-1 --yes",
            "operator reset --admin Anna --dry-run", "migrate plan -o json", "doctor --production",
            "doctor --fix --migrate",
            "tenant list -q --timeout 5 --no-input", "tenant list -v --debug", "tenant handoff acme -v --timeout 5",
            "tenant onboard acme --client-secret-file F --secret-expires 2027-05-01 --new-key --from 1 --to 2",
        ]
        for line in lines {
            #expect(throws: Never.self, "\(line)") {
                _ = try HookswitchCommand.parseAsRoot(line.split(separator: " ").map(String.init))
            }
        }
    }

    @Test(
        arguments: [
            "tenant list -o xml", "tenant list -o JSON", "tenant list --output", "nonsense",
            "tenant list --limit 0", "tenant list --limit many", "decision list --limit -1",
            "tenant list --status gone", "tenant list --expires-within soon", "credential list --expires-within 60",
            "credential show", "credential replace acme --keep", "credential replace acme --expires tomorrow",
            "credential replace acme --keep --secret-file F --expires 2028-05-01",
            "decision list --outcome lost", "why 123", "why dec_", "decision show 123",
            "token create --name N --role root",
            "token create --role admin", "token create --name N --role admin --expires-at tomorrow",
            "decision search --from +358401234567", "decision search --since yesterday",
            "decision search --slower-than soon", "decision stats --interval 2h", "decision stats --by caller",
            "tenant list --pager --watch", "audit list -w 5 --pager", "doctor --explain nothing",
            "doctor --explain spool --fix", "doctor --explain spool --production", "setup development",
            "setup production --database-url postgresql:///h", "decision tail --count 0",
            "decision reveal dec_aaaaaaaaaaaaaaaaaaaaaaaaaa",
            "decision reveal x --reason why-not", "decision segments", "decision export", "decision verify F",
            "decision verify F --public-key d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a --head a:1:b",
            "token create --name N --role admin --expires-in 90", "token create --name N --role admin --expires-in 0d",
            "token create --name N --role admin --expires-in 1d --expires-at 2027-05-01T00:00:00Z",
            "token create --name N --role admin --tenant Acme", "token revoke", "token revoke hsw_abc",
            "token list --limit 0", "explain acme --from +358401234567", "tenant apply", "tenant apply a b",
            "tenant list -o CSV", "tenant list --watch 0", "tenant list --watch nan", "tenant list --columns ,",
            "tenant list --color red", "completion tcsh", "login --profile a/b", "tenant show", "tennant list",
            "tenant restore acme", "tenant restore acme 0", "tenant restore acme one", "tenant history acme --limit 0",
            "tenant diff acme", "tenant suspend",
            "tenant onboard a b", "tenant onboard acme --slug acme", "tenant onboard Acme",
            "tenant onboard --authentication x", "tenant onboard acme --mail -o json",
            "tenant handoff acme --mail -o json",
            "call acme", "call --from 1", "call acme --from \"", "call acme --from 1 --to \\",
            "call acme --from 1 --key hsk_x",
            "explain acme", "explain acme --cases F --from 1", "explain acme --cases F --expect default",
            "explain acme --cases - --draft -", "explain acme --from 1 --to 2 --expect Sales",
            "audit list --limit 0", "audit show", "audit verify", "audit verify FILE",
            "audit verify FILE --server", "audit verify --server --heads F", "audit verify FILE --tenant acme",
            "audit verify --server --head a:1:b",
            "import list --limit 0", "import items imp_a --status lost", "import show", "credential list --state old",
            "audit verify FILE --public-key 12",
            "import F.yaml", "import F.yaml --plan --apply", "import F --plan", "import F.txt --apply", "import --plan",
            "import F.yaml --plan --verify", "import F.yaml --apply --plan-id acme",
            "import F.yaml --plan --format xml", "import F.yaml --plan --concurrency 4",
            "import F.yaml --apply --concurrency 0", "import F.yaml --apply --concurrency 9",
            "import F.yaml --plan --no-failed-file", "import F.yaml --apply --failed-to F --no-failed-file",
            "import F.yaml --apply --failed-to -", "tenant pools", "tenant pools acme --number +358942419000",
            "export --format xlsx",
            "tenant verify", "tenant handoff acme -o yaml", "tenant verify acme -o markdown",
            "tenant offboard acme", "tenant offboard acme --export d --no-export",
            "tenant offboard acme --no-export --now",
            "tenant offboard acme --no-export --grace-days 0", "tenant offboard acme --no-export --grace-days 1 --now",
            "privacy find --tenant acme", "privacy erase --reason r",
            "privacy find +358401234567 --tenant acme --reason r",
            "certificate verify F", "routing apply acme", "routing apply acme -f F --rebase --force",
            "routing restore acme 0",
            "routing diff acme -f F --from 1", "routing history acme --limit 0", "operator reset",
            "operator reset x", "operator reset 0198c0de-0000-7000-8000-000000000000 --admin A", "doctor --migrate",
            "tenant list -q -v", "tenant list --timeout 0", "whoami --timeout soon",
        ]
    )
    func wrongLineIsAUsageError(_ line: String) {
        let error = #expect(throws: (any Error).self) {
            _ = try HookswitchCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        }

        #expect(error.map { HookswitchCommand.exitCode(for: $0).rawValue } == CommandStatus.usage.rawValue)
    }

    @Test(
        arguments: [
            "webhook-key create SLUG -o csv", "tenant show SLUG -o name", "why dec_aaaaaaaaaaaaaaaaaaaaaaaaaa -o csv",
            "completion bash -o json", "man -o yaml", "audit export -o json", "doctor -o name",
            "export -o json", "import F.yaml --plan -o csv",
            "tenant onboard -o csv",
        ]
    )
    func formatThatACommandDoesNotPrintIsRefusedBeforeItRuns(_ line: String) async {
        let status = await CommandLineProgram.run(line.split(separator: " ").map(String.init))

        #expect(status == .usage)
    }

    @Test func helpOfEveryCommandFitsEightyColumns() {
        var waiting: [any ParsableCommand.Type] = [HookswitchCommand.self]
        while let command = waiting.popLast() {
            waiting += command.configuration.subcommands
            let help = HookswitchCommand.helpMessage(for: command, columns: 80)
            let longest = help.split(separator: "\n").map { TerminalText.width(String($0)) }.max() ?? 0
            #expect(longest <= 80, "\(command)")
        }
    }

    @Test func noOptionTakesASecret() {
        var waiting: [any ParsableCommand.Type] = [HookswitchCommand.self]
        while let command = waiting.popLast() {
            waiting += command.configuration.subcommands
            let help = HookswitchCommand.helpMessage(for: command, columns: 200)
            for word in ["--token ", "--secret ", "--password", "--key ", "--database-url "] {
                #expect(!help.contains(word), "\(command)")
            }
        }
    }
}
