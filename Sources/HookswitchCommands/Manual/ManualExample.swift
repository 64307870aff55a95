/// What people do with a command, for its man page: written by hand, for a parser knows options and no purposes.
struct ManualExample: Sendable {
    /// What is typed, as a shell has it.
    let command: String
    /// What it is for.
    let text: String

    private init(_ command: String, _ text: String) {
        self.command = command
        self.text = text
    }

    /// The examples of a command; none, where the synopsis says it all.
    ///
    /// - Parameter words: The command without the program, such as `tenant list`.
    static func all(of words: String) -> [ManualExample] {
        Self.examples[words] ?? []
    }

    /// The commands that have examples.
    static var commands: [String] { Self.examples.keys.sorted() }

    private static let examples: [String: [ManualExample]] = [
        "dev": [
            ManualExample("hookswitch dev", "A whole Hookswitch on this machine, with a customer and calls to try."),
            ManualExample("hookswitch dev --reset", "The same, from the beginning."),
        ],
        "doctor": [
            ManualExample("hookswitch doctor --production", "What keeps customers' calls from coming yet?"),
            ManualExample("hookswitch doctor --fix --migrate", "After an update: bring the schema up, and look."),
        ],
        "setup production": [
            ManualExample("hookswitch setup production --dry-run", "What would be made, and with which settings?"),
            ManualExample(
                "hookswitch setup production --database-url-file url --public-url https://h.io",
                "The same without questions, for a script; what is there is kept."
            ),
        ],
        "login": [
            ManualExample(
                "hookswitch login --profile live --url https://hookswitch.example.com",
                "Keep a server and a token under a name."
            )
        ],
        "status": [
            ManualExample("hookswitch status", "Is all well, and what wants to be done?"),
            ManualExample("hookswitch status -w 5", "Look again every five seconds."),
        ],
        "token create": [
            ManualExample(
                "hookswitch token create --name ci --role read_only --expires-in 90d > token",
                "A token for a program that only looks."
            )
        ],
        "tenant list": [
            ManualExample("hookswitch tenant list --expires-within 60d -o wide", "Whose secret ends soon?"),
            ManualExample("hookswitch tenant list --state onboarding", "Who is being brought on, and how far?"),
            ManualExample("hookswitch tenant list -o csv --columns tenant,state > fleet.csv", "For a spreadsheet."),
        ],
        "tenant show": [
            ManualExample("hookswitch tenant show acme", "All that is known of one customer."),
            ManualExample("hookswitch tenant show acme -o json | jq .version", "For a script."),
        ],
        "tenant onboard": [
            ManualExample("hookswitch tenant onboard", "Step by step, from a customer's name to a call."),
            ManualExample("hookswitch tenant onboard acme --file acme.yaml --no-input", "The same in a script."),
        ],
        "tenant apply": [
            ManualExample("hookswitch tenant apply acme.yaml --dry-run", "What would the file change?"),
            ManualExample("hookswitch tenant apply acme.yaml --reason T-4711", "Change it, and say why."),
        ],
        "tenant edit": [
            ManualExample("hookswitch tenant edit acme", "Change the document in your editor."),
            ManualExample("hookswitch tenant edit acme --dry-run", "Only say what would change, and keep the text."),
        ],
        "tenant verify": [
            ManualExample(
                "hookswitch tenant verify acme --sample +358401234567",
                "Does each step work, and is this caller found?"
            )
        ],
        "tenant handoff": [
            ManualExample("hookswitch tenant handoff acme --mail", "An e-mail to Enreach support.")
        ],
        "tenant suspend": [
            ManualExample(
                "hookswitch tenant suspend acme --reason T-4711",
                "From now on, all calls take their default route."
            )
        ],
        "routing edit": [
            ManualExample("hookswitch routing edit acme", "Change pools and rules in your editor."),
            ManualExample("hookswitch routing edit acme --rebase", "Also if somebody changes other pools meanwhile."),
        ],
        "routing apply": [
            ManualExample("hookswitch routing show acme > acme-routing.yaml", "Take the routing out,"),
            ManualExample("hookswitch routing apply acme -f acme-routing.yaml", "and put it back, changed."),
        ],
        "credential replace": [
            ManualExample(
                "hookswitch credential replace acme --expires 2028-05-01",
                "The secret is asked for, and tried before it is kept."
            )
        ],
        "webhook-key create": [
            ManualExample("hookswitch webhook-key create acme", "A key for Enreach; it is shown once.")
        ],
        "call": [
            ManualExample("hookswitch call acme --from +358401234567", "A test call through the real webhook.")
        ],
        "why": [
            ManualExample(
                "hookswitch why dec_aaaaaaaaaaaaaaaaaaaaaaaaaa --replay",
                "Why did the call go there, and would it today?"
            )
        ],
        "decision show": [
            ManualExample(
                "hookswitch decision show dec_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "What was decided, field by field."
            )
        ],
        "explain": [
            ManualExample(
                "hookswitch explain acme --from +358401234567 --to +35840675644",
                "Where would this call go now?"
            ),
            ManualExample(
                "hookswitch explain acme --cases cases.yaml --draft acme.yaml",
                "Do changed rules do what they should? Exits with 6 if not."
            ),
        ],
        "decision tail": [
            ManualExample("hookswitch decision tail acme", "A customer's calls as they come."),
            ManualExample("hookswitch decision tail --outcome degraded -o json", "All that fail, a line each."),
        ],
        "decision search": [
            ManualExample(
                "hookswitch decision search --tenant acme --from +358401234567 --since 2h",
                "What became of somebody's calls?"
            )
        ],
        "import file": [
            ManualExample("hookswitch import fleet.csv --plan", "What would the file do?"),
            ManualExample(
                "hookswitch import fleet.csv --apply --failed-to failed.csv",
                "Do it; rows that fail are left in a file, to be mended."
            ),
        ],
        "export": [
            ManualExample("hookswitch export --format csv > fleet.csv", "All customers, without secrets.")
        ],
        "audit list": [
            ManualExample("hookswitch audit list --tenant acme --limit 20", "Who changed what, newest first?")
        ],
    ]
}
