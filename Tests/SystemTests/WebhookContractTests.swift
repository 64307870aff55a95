import DynamicsSimulator
import Foundation
import NIOHTTP1
import Testing

extension SystemTests {
    /// Every row of the webhook's contract, through the built server.
    @Suite struct WebhookContractTests {
        @Test func everyAnswerIsTheOneOfTheContract() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    let seed = #"{"anum": "+35850454564", "bnum": "+35840675644"}"#
                    let key = ("X-Benemen-APIKey", hook.key)

                    let routed = try await hook.post(seed)
                    #expect(routed.status == 200)
                    #expect(routed.body == #"{"InitialTarget":"+35853445657"}"#)
                    #expect(routed.headers.first(name: "content-type") == "application/json")

                    let unmatched = try await hook.call(from: "+358501112223", to: "+35840675644")
                    #expect(unmatched.status == 204)
                    #expect(unmatched.body.isEmpty)

                    // A customer's own member costs no call, whatever it says.
                    let notes = #""DYN_Notes": "a\nb\t"# + String(repeating: "x", count: 1500) + "\""
                    let extra = #", "extradata": {\#(notes), \#(notes)}, "x": 1, "x": "\u0000""#
                    let noted = try await hook.call(from: "+35850454564", to: "+35840675644", extra: extra)
                    #expect(noted.status == 200)

                    for (body, member) in [
                        (#"{"bnum": "+35840675644"}"#, "anum"), (#"{"anum": 1, "bnum": "+35840675644"}"#, "anum"),
                        (#"{"anum": "+35850454564"}"#, "bnum"), (#"{"anum": "a\u0000b", "bnum": "+358"}"#, "anum"),
                        (#"[]"#, ""), ("not json", ""), ("", ""),
                    ] {
                        let refused = try await hook.post(body)
                        #expect(refused.status == 400, "\(body)")
                        #expect(refused.headers.first(name: "content-type") == "application/problem+json")
                        #expect(member.isEmpty || refused.body.contains("\"\(member)\""), "\(refused.body)")
                        #expect(!refused.body.contains("35850454564"))
                    }

                    let wrong = try await Web.post(hook.url, headers: [("X-Benemen-APIKey", "hsk_wrong")], body: seed)
                    let missing = try await Web.post(hook.url, body: seed)
                    #expect(wrong.status == 401)
                    #expect(missing.status == 401)
                    #expect(wrong.body == missing.body)

                    let nowhere = "http://127.0.0.1:\(server.ports.calls)/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"
                    #expect(try await Web.post(nowhere, headers: [key], body: seed).status == 404)
                    let method = try await Web.send("GET", hook.url, headers: [key], body: nil)
                    #expect(method.status == 405)
                    #expect(method.headers.first(name: "allow") == "POST")
                    let large =
                        #"{"anum": "+35850454564", "bnum": "+35840675644", "x": ""#
                        + String(repeating: "x", count: 20_000)
                    #expect(try await Web.post(hook.url, headers: [key], body: large + "\"}").status == 413)
                }
            }
        }

        @Test func aRequestForAnotherHostIsMisdirected() async throws {
            try await Installation.run { installation in
                let settings = ["HOOKSWITCH_CALLS_ALLOWED_HOSTS": "hooks.example.com, 127.0.0.1"]
                    .merging(Installation.patient) { $1 }
                try await installation.withServer(settings: settings) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    var statuses: [Int] = []
                    for host in [
                        "hooks.example.com", "HOOKS.example.com:443", "127.0.0.1:\(server.ports.calls)", "evil.example",
                        "hooks.example.com.evil.example", "localhost",
                    ] {
                        let answer = try await Web.post(
                            hook.url,
                            headers: [("Host", host), ("X-Benemen-APIKey", hook.key)],
                            body: #"{"anum": "+35850454564", "bnum": "+35840675644"}"#
                        )
                        statuses.append(answer.status)
                    }

                    #expect(statuses == [200, 200, 200, 421, 421, 421])
                }
            }
        }

        /// What the server of a real installation does without any setting of its own.
        @Test func inProductionRequestsAreTakenByThePublicHostAndTheListeners() async throws {
            try await Installation.run { installation in
                let settings = [
                    "HOOKSWITCH_ENVIRONMENT": "production", "HOOKSWITCH_PUBLIC_URL": "https://hooks.example.com",
                    // Production has no way to a simulator.
                    "HOOKSWITCH_EGRESS_ALLOW": "", "HOOKSWITCH_ENTRA_AUTHORITY": "",
                ]
                try await installation.withServer(settings: settings) { server in
                    let url = "http://127.0.0.1:\(server.ports.calls)/hooks/aaaaaaaaaaaaaaaaaaaaaaaaaa"

                    var statuses: [Int] = []
                    for host in ["hooks.example.com", "127.0.0.1:\(server.ports.calls)", "evil.example"] {
                        statuses.append(try await Web.post(url, headers: [("Host", host)], body: "{}").status)
                    }

                    // Those that are ours come as far as the endpoint, which there is not.
                    #expect(statuses == [404, 404, 421])
                }
            }
        }

        @Test func basicAuthenticationAndNoneWorkAndTwoKeysLiveAtOnce() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let port = installation.simulator.port
                    let seed = #"{"anum": "+35850454564", "bnum": "+35840675644"}"#
                    let basic = Scenarios.document(slug: "basic", port: port, webhook: "basic")
                    let open = Scenarios.document(slug: "open", port: port, webhook: "none")
                    let path = try installation.write(basic + "\n---\n" + open, to: "both.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let keys = [
                        try await installation.json(["webhook-key", "create", "basic"], to: server),
                        try await installation.json(["webhook-key", "create", "basic"], to: server),
                    ]

                    let third = try await installation.command(["webhook-key", "create", "basic"], to: server)
                    #expect(third.status == 5, "\(third.errors)")

                    let url = try await Self.url(of: "basic", installation, server)
                    for key in keys {
                        let pair = "\(try #require(key["user"] as? String)):\(try #require(key["value"] as? String))"
                        let header = ("Authorization", "Basic " + Data(pair.utf8).base64EncodedString())
                        let answer = try await Self.eventually(200) {
                            try await Web.post(url, headers: [header], body: seed)
                        }
                        #expect(answer == 200)
                    }
                    let without = try await Web.post(url, headers: [("Authorization", "Basic !!")], body: seed)
                    #expect(without.status == 401)

                    let openURL = try await Self.url(of: "open", installation, server)
                    #expect(try await Web.post(openURL, body: seed).status == 200)
                    let none = try await installation.command(["webhook-key", "create", "open"], to: server)
                    #expect(none.status != 0)

                    let id = try #require(keys[0]["id"] as? String)
                    #expect(
                        try await installation.command(["webhook-key", "revoke", "basic", id, "--yes"], to: server)
                            .status
                            == 0
                    )
                    let revoked = "basic:" + (try #require(keys[0]["value"] as? String))
                    let header = ("Authorization", "Basic " + Data(revoked.utf8).base64EncodedString())
                    let answer = try await Self.eventually(401) {
                        try await Web.post(url, headers: [header], body: seed)
                    }
                    #expect(answer == 401)
                }
            }
        }

        static func url(of slug: String, _ installation: Installation, _ server: RunningServer) async throws -> String {
            let tenant = try await installation.json(["tenant", "show", slug], to: server)
            let webhook = try #require(tenant["webhook"] as? [String: Any])
            return "http://127.0.0.1:\(server.ports.calls)\(try #require(webhook["path"] as? String))"
        }

        /// Asks until the status is the one expected, for at most ten seconds; gives the last.
        static func eventually(_ expected: Int, _ ask: () async throws -> Web.Answer) async throws -> Int {
            let deadline = ContinuousClock.now + .seconds(10)
            while true {
                let status = try await ask().status
                if status == expected || ContinuousClock.now > deadline { return status }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}
