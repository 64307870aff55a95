/// Commands that people who know other programs look for, and what there is instead.
enum CommandAlternative {
    private static let ways = [
        "keys": "The key ring is made with `hookswitch keyring create`.",
        "backup": "Postgres is backed up with its own tools, the key ring apart from it: see deploy/README.md.",
        "restore": "Postgres is restored with its own tools; for one tenant there is `hookswitch tenant restore`.",
        "sim": "The simulator is a program of its own, hookswitch-simulator; `hookswitch dev` brings it along.",
        "job":
            "Imports and erasures go on by themselves: `hookswitch import --apply --plan-id`, `hookswitch privacy list`.",
        "notice": "What wants attention is in `hookswitch status` and in the metrics.",
        "channel": "What wants attention is in `hookswitch status` and in the metrics.",
        "credential rotate": "A secret is replaced with `hookswitch credential replace`.",
        "credential stage": "A secret is replaced with `hookswitch credential replace`.",
        "credential promote": "A secret is replaced with `hookswitch credential replace`.",
        "credential retire": "A secret is replaced with `hookswitch credential replace`.",
        "credential verify": "A secret is tried with `hookswitch tenant verify`.",
    ]

    /// What there is instead of a command, as a sentence; `nil` if nobody looks for it.
    ///
    /// - Parameter words: The command without the program, such as `credential rotate`.
    static func of(_ words: String) -> String? {
        Self.ways[words]
    }
}
