/// Tenant documents as the admin API takes them.
enum SampleDocument {
    /// A tenant with one pool.
    static func json(slug: String, name: String = "Acme Oy", target: String = "+35853445657") -> String {
        """
        {
          "apiVersion": "hookswitch/v1", "kind": "Tenant", "slug": "\(slug)", "name": "\(name)", "region": "FI",
          "dataverse": {"url": "https://acme.crm4.dynamics.com", "lookup": "live", "tables": ["contact"]},
          "entra": {
            "tenant": "6f0c3f0e-0000-4000-8000-000000000001", "clientId": "91bd3f0e-0000-4000-8000-000000000002",
            "credential": {"secret": {"value": "canary-secret"}, "expiresAt": "2027-05-01T00:00:00Z"}
          },
          "webhook": {"authentication": "apiKey"},
          "pools": [
            {
              "number": "+35840675644", "name": "Sales",
              "rules": [{"name": "Known", "when": {"caller": "known"}, "target": "\(target)"}],
              "otherwise": "default"
            }
          ]
        }
        """
    }

    /// The body that applies documents.
    static func apply(_ documents: String...) -> String {
        "{\"documents\":[\(documents.joined(separator: ","))]}"
    }
}
