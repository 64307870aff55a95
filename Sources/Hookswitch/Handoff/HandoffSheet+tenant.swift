import Routing

extension HandoffSheet {
    /// Where SmartRouting's requests come from, as Enreach's integrator guide has it (`reference/domain.md` E5).
    private static let networks = ["80.88.186.0/24", "80.88.187.0/24"]
    /// SmartRouting's timeout unless Enreach sets another (`reference/domain.md` E3).
    private static let enreachTimeoutMilliseconds = 5000
    /// The header of SmartRouting's key (`reference/domain.md` E4).
    private static let keyHeader = "X-Benemen-APIKey"
    /// A caller for the example: the first of the webhook's documentation.
    private static let exampleCaller = "+35850454564"

    /// Writes the sheet of a tenant.
    ///
    /// - Parameters:
    ///   - keys: The tenant's webhook keys, newest first; revoked ones and those of another kind are left out.
    ///   - deadline: When a call is answered at the latest.
    init(_ tenant: TenantView, pools: [Pool], keys: [WebhookKeyView], deadline: Duration) {
        // It is unknown only of a document that cannot be read, and without its document a tenant has no sheet.
        let kind = tenant.webhook.authentication ?? WebhookAuthentication.apiKey.rawValue
        let live = keys.filter { $0.revokedAt == nil && $0.kind == kind }
        self.slug = tenant.slug
        self.name = tenant.name
        self.url = tenant.webhook.url
        self.path = tenant.webhook.path
        self.method = "POST"
        self.contentType = "application/json"
        self.authentication = Self.authentication(kind, slug: tenant.slug, live: live)
        self.queues = pools.map { Queue(number: $0.number.e164, name: $0.name) }
        self.answers = [
            Answer(status: 200, meaning: "route the call to the number in InitialTarget"),
            Answer(status: 204, meaning: "take the default routing; there is no body"),
            Answer(status: 401, meaning: "the key is wrong or missing; take the default routing and tell us"),
        ]
        self.timeout = Timeout(
            answerWithinMilliseconds: Int(deadline / .milliseconds(1)),
            enreachDefaultMilliseconds: Self.enreachTimeoutMilliseconds
        )
        self.sourceNetworks = Sources(
            networks: Self.networks,
            caveat: "as published in Enreach's integrator guide; please confirm them, or name those in use now, before"
                + " we let no others in"
        )
        self.example = Self.example(tenant, kind: kind, pools: pools)
    }

    private static func authentication(_ kind: String, slug: String, live: [WebhookKeyView]) -> Authentication {
        // The sheet goes to Enreach as it stands: what our own operator may do next is no part of it.
        let note =
            switch (WebhookAuthentication(rawValue: kind), live.count) {
            case (.some(.none), _): "Nothing but the address proves a call: treat it as a secret."
            case (_, 0): "The key is still to be made; you get its value by another way."
            default: "You get the key's value by another way than this sheet."
            }
        return Authentication(
            kind: kind,
            header: kind == WebhookAuthentication.apiKey.rawValue
                ? Self.keyHeader : kind == WebhookAuthentication.basic.rawValue ? "Authorization" : nil,
            user: kind == WebhookAuthentication.basic.rawValue ? live.first?.user ?? slug : nil,
            liveKeys: live.map { Authentication.Key(id: $0.id, hint: $0.hint, createdAt: $0.createdAt) },
            note: note
        )
    }

    private static func example(_ tenant: TenantView, kind: String, pools: [Pool]) -> Example {
        let pool = pools.first { $0.rules.first != nil } ?? pools.first
        let number = pool?.number.e164 ?? "+35840675644"
        let body = #"{"anum":"\#(Self.exampleCaller)","bnum":"\#(number)"}"#
        let (path, host) = Self.parts(of: tenant.webhook.url, path: tenant.webhook.path)
        var head = ["POST \(path) HTTP/1.1", "Host: \(host)", "Content-Type: application/json"]
        switch WebhookAuthentication(rawValue: kind) {
        case .apiKey: head.append("\(Self.keyHeader): KEY")
        case .basic: head.append("Authorization: Basic BASE64(USER:KEY)")
        case .some(.none), nil: break
        }
        head.append("Content-Length: \(body.utf8.count)")
        let answer: [String]
        if let target = pool?.rules.first?.target {
            answer = ["HTTP/1.1 200 OK", "Content-Type: application/json", "", #"{"InitialTarget":"\#(target.e164)"}"#]
        } else {
            answer = ["HTTP/1.1 204 No Content"]
        }
        return Example(request: (head + ["", body]).joined(separator: "\n"), answer: answer.joined(separator: "\n"))
    }

    /// What a request to the address has as its target and its host; a proxy's path in front belongs to the target.
    private static func parts(of url: String?, path: String) -> (path: String, host: String) {
        guard let url, let scheme = url.firstRange(of: "://") else { return (path, "HOST") }
        let rest = url[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        return (String(rest[host.endIndex...]), String(host))
    }
}
