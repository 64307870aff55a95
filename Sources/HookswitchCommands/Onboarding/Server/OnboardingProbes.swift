/// Which probes of a verification belong to which step of the wizard.
enum OnboardingProbes {
    /// What depends on pools and keys, which come later, and on the server itself.
    private static let own: Set = [
        "webhook_keys", "tenant_status", "pools", "pool_loops", "pool_duplicates", "public_url",
    ]

    /// Whether a probe is of the way from Hookswitch to Dynamics.
    static func isOfConnection(_ id: String) -> Bool { !Self.own.contains(id) }

    /// Whether a probe is of the pools.
    static func isOfPools(_ id: String) -> Bool { id.hasPrefix("pool") }
}
