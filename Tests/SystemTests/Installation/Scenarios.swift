/// What the simulator plays in the system tests, and the tenant documents that fit it.
enum Scenarios {
    static let entraTenant = "6f0c3f0e-0000-4000-8000-0000000000aa"
    static let clientID = "91bd3f0e-0000-4000-8000-0000000000bb"

    /// An Entra tenant with one application, and environments under addresses of their own.
    static func scenario(environments: String) -> String {
        """
        entra:
          - id: \(Self.entraTenant)
            domains: [customer.onmicrosoft.test]
            applications:
              - clientId: \(Self.clientID)
                name: Hookswitch
                secrets:
                  - { value: client-secret-of-the-scenario, hint: cli }
        environments:
        \(environments)
        """
    }

    /// One environment; `tables` is YAML, each line indented by six spaces.
    static func environment(_ name: String, host: String, tables: String, users: String? = nil) -> String {
        let users = users ?? "[{ clientId: \(Self.clientID), roles: [Reader] }]"
        return """
              - name: \(name)
                hosts: [\(host)]
                organizationId: 0d3a0b3e-0000-4000-8000-0000000000\(name.utf8.reduce(10) { ($0 + Int($1)) % 90 + 10 })
                entraTenant: \(Self.entraTenant)
                applicationUsers: \(users)
                tables:
            \(tables)

            """
    }

    /// The customer of most tests: one contact with the caller of the documentation, two of one number, one account.
    static let finland = Self.scenario(
        environments: Self.environment(
            "finland",
            host: "127.0.0.1",
            tables: """
                      contacts:
                        - { fullname: Aino Virtanen, mobilephone: "+35850454564" }
                        - { fullname: Twin One, mobilephone: "+358405551234" }
                        - { fullname: Twin Two, telephone1: "040 555 1234" }
                      accounts:
                        - { name: Laine Oy, telephone1: "(09) 4245 1101" }
                      leads: []
                      systemusers: []
                """
        )
    )

    /// A tenant document.
    static func document(
        slug: String = "acme",
        region: String = "FI",
        host: String = "127.0.0.1",
        port: Int,
        extra: String = "",
        webhook: String = "apiKey",
        pools: String = Self.pools
    ) -> String {
        """
        apiVersion: hookswitch/v1
        kind: Tenant
        slug: \(slug)
        name: Acme Oy
        region: \(region)
        dataverse:
          url: https://\(host):\(port)
          tables: [contact, account, lead]
        entra:
          tenant: \(Self.entraTenant)
          clientId: \(Self.clientID)
          credential:
            secret: { env: ACME_SECRET }
        webhook:
          authentication: \(webhook)
        \(extra)
        pools:
        \(pools)
        """
    }

    /// The pool of the documentation, which routes whoever is known, and three that try the other outcomes.
    static let pools = """
          - number: "+35840675644"
            name: Sales
            rules:
              - { name: Known customers, when: { caller: known }, target: "+35853445657" }
            otherwise: default
          - number: "+35840675645"
            name: Leads only
            rules:
              - { name: Leads, when: { caller: lead }, target: "+35853445657" }
          - number: "+35840675646"
            name: Hidden
            rules:
              - { name: Hidden numbers, when: { caller: withheld }, target: "+35853445658" }
          - number: "+35840675647"
            name: Everybody
            otherwise: "+35853445659"
        """
}
