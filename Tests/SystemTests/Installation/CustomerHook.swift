import Foundation

/// A customer's webhook, called as the telephony cloud calls it.
struct CustomerHook: Sendable {
    let url: String
    let key: String
    let slug: String

    /// A pool that no tenant has.
    private static let probe = "+35800000000"

    /// Applies a tenant document and makes a key for it.
    static func onboard(
        _ document: String,
        slug: String,
        in installation: Installation,
        on server: RunningServer
    ) async throws -> CustomerHook {
        let path = try installation.write(document, to: slug + ".yaml")
        let applied = try await installation.command(["tenant", "apply", path], to: server)
        guard applied.status == 0 else { throw RunningServer.Failure(description: applied.errors) }
        let key = try await installation.json(["webhook-key", "create", slug], to: server)
        let tenant = try await installation.json(["tenant", "show", slug], to: server)
        guard let webhook = tenant["webhook"] as? [String: Any], let path = webhook["path"] as? String,
            let value = key["value"] as? String
        else { throw RunningServer.Failure(description: "the answer has no path or no key") }
        let hook = CustomerHook(url: "http://127.0.0.1:\(server.ports.calls)\(path)", key: value, slug: slug)
        try await hook.awaitKey()
        return hook
    }

    /// The same webhook on another server.
    func on(_ server: RunningServer) -> CustomerHook {
        let path = self.url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
        return CustomerHook(url: "http://127.0.0.1:\(server.ports.calls)\(path)", key: self.key, slug: self.slug)
    }

    /// Calls.
    func call(from anum: String, to bnum: String, extra: String = "") async throws -> Web.Answer {
        let call = ["anum": anum, "bnum": bnum]
        let body = try JSONSerialization.data(withJSONObject: call, options: [.sortedKeys])
        let text = String(decoding: body, as: UTF8.self).dropLast() + extra + "}"
        return try await self.post(String(text))
    }

    /// Posts a body with the key.
    func post(_ body: String) async throws -> Web.Answer {
        let headers = [("X-Benemen-APIKey", self.key), ("Content-Type", "application/json")]
        return try await Web.post(self.url, headers: headers, body: body)
    }

    /// Waits until the server knows the key: within a second, as every change of a tenant.
    func awaitKey(within limit: Duration = .seconds(20)) async throws {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            // An unknown pool asks nobody and has no cause but the key.
            if try await self.call(from: "anonymous", to: Self.probe).status == 204 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw RunningServer.Failure(description: "the key is not known within \(limit)")
    }

    /// The newest decisions, once there are as many.
    func decisions(
        _ count: Int,
        in installation: Installation,
        on server: RunningServer
    ) async throws -> [[String: Any]] {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let list = try await installation.json(
                ["decision", "list", "--tenant", self.slug, "--limit", "200"],
                to: server
            )
            // Those of ``awaitKey(within:)`` are not the test's.
            let data = (list["data"] as? [[String: Any]] ?? []).filter { $0["pool"] as? String != Self.probe }
            if data.count >= count || ContinuousClock.now > deadline { return data }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
