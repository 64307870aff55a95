import DynamicsSimulator
import Foundation
import Testing

@Suite struct ControlPlaneTests {
    private static let target = "/api/data/v9.2/contacts"

    private static func withControl(_ body: (SimulatorBundle, WireClient) async throws -> Void) async throws {
        try await SimulatorBundle.withSimulator(controlPort: 0) { bundle in
            let port = try #require(bundle.simulator.controlPort)
            try await body(bundle, WireClient(port: port))
        }
    }

    private static func put(_ path: String, _ body: String, _ control: WireClient) async throws -> WireAnswer {
        try await control.send("PUT", path, host: "localhost", body: body, headers: [])
    }

    @Test func setsShowsAndClearsFaults() async throws {
        try await Self.withControl { bundle, control in
            let fault =
                #"{"scope":{"host":"acme"},"path":"data","kind":"status","status":429,"retryAfter":"9","times":5}"#

            let set = try await Self.put("/faults", fault, control)
            let hit = try await bundle.wire.get(Self.target)
            let shown = try await control.get("/faults", host: "localhost")
            let cleared = try await control.send("DELETE", "/faults", host: "localhost", body: "", headers: [])
            let after = try await bundle.wire.get(Self.target)

            #expect(set.text.hasSuffix(#"{"ids":[1]}"#))
            #expect(hit.status == 429)
            #expect(hit.header("retry-after") == "9")
            #expect(shown.text.contains(#""applied":1"#))
            #expect(cleared.status == 204)
            #expect(after.status == 401)
        }
    }

    @Test func takesEveryKind() async throws {
        try await Self.withControl { bundle, control in
            let faults = """
                [{"kind":"latency","milliseconds":1},{"kind":"hang","bytes":3},{"kind":"drip","milliseconds":5},
                {"kind":"reset"},{"kind":"close"},{"kind":"oversized","bytes":10},{"kind":"malformed","form":"html"},
                {"kind":"redirect","location":"https://a.test/"},{"kind":"expiresIn","expiresIn":"-1","scope":"all"},
                {"kind":"status","status":503,"probability":0.5,"table":"contacts","queryContains":"x",
                "scope":{"tenant":"acme.onmicrosoft.test"}}]
                """

            let set = try await Self.put("/faults", faults, control)

            #expect(set.status == 200)
            let shown = try await control.get("/faults", host: "localhost")
            #expect(shown.text.components(separatedBy: #""kind":"#).count == 11)
        }
    }

    @Test(arguments: [
        ("", "JSON"),
        ("{}", "kind: missing"),
        (#"{"kind":"nope"}"#, "kind: expected"),
        (#"{"kind":"status"}"#, "status: expected"),
        (#"{"kind":"status","status":99}"#, "status: expected"),
        (#"{"kind":"status","status":429,"retryAfter":"1\r\nX: y"}"#, "retryAfter: expected"),
        (#"{"kind":"malformed","form":"nope"}"#, "form: expected"),
        (#"{"kind":"hang","scope":"some"}"#, "scope: expected"),
        (#"{"kind":"hang","scope":{}}"#, "scope: expected"),
        (#"{"kind":"hang","path":"nope"}"#, "path: expected"),
        (#"{"kind":"hang","times":0}"#, "times: expected"),
        (#"{"kind":"hang","probability":2}"#, "probability: expected"),
        (#"{"kind":"hang","bytes":-1}"#, "bytes: expected"),
        (#"{"kind":"latency","milliseconds":99999999}"#, "milliseconds: expected"),
        (#"{"kind":"hang","typo":1}"#, "typo: unknown member"),
        (#"{"kind":7}"#, "kind: has the wrong type"),
        (#"{"kind":"redirect"}"#, "location: expected"),
    ])
    func refusesABadFault(body: String, part: String) async throws {
        try await Self.withControl { _, control in
            let answer = try await Self.put("/faults", body, control)

            #expect(answer.status == 400)
            #expect(answer.text.contains(part))
        }
    }

    @Test func listsRequests() async throws {
        struct Page: Decodable {
            let requests: [RecordedRequest]
        }
        try await Self.withControl { bundle, control in
            _ = try await bundle.token()
            _ = try await bundle.wire.get(Self.target + "?$filter=a%2Bb+c")

            let answer = try await control.get("/requests?kind=data&host=ACME", host: "localhost")
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            let page = try decoder.decode(Page.self, from: answer.body)
            _ = try await control.send("DELETE", "/requests", host: "localhost", body: "", headers: [])

            #expect(page.requests.map(\.query) == ["$filter=a%2Bb+c"])
            #expect(page.requests.map(\.status) == [401])
            #expect(bundle.simulator.requests().isEmpty)
        }
    }

    @Test func movesTheClockAndRevokesTokens() async throws {
        try await Self.withControl { bundle, control in
            let token = try await bundle.token()

            let moved = try await Self.put("/clock", #"{"advanceSeconds":4000}"#, control)
            let expired = try await bundle.wire.get(Self.target, token: token)
            let back = try await Self.put("/clock", #"{"offsetSeconds":0}"#, control)
            let alive = try await bundle.wire.get(Self.target, token: token)
            _ = try await control.send("DELETE", "/tokens", host: "localhost", body: "", headers: [])
            let revoked = try await bundle.wire.get(Self.target, token: token)
            let wild = try await Self.put("/clock", #"{"offsetSeconds":1e300}"#, control)

            #expect([moved.status, expired.status, back.status, alive.status] == [200, 401, 200, 200])
            #expect(revoked.status == 401)
            #expect(wild.status == 400)
        }
    }

    @Test func replacesTheScenario() async throws {
        try await Self.withControl { bundle, control in
            let bad = try await Self.put("/scenario", "entra: 7", control)
            let good = try await Self.put("/scenario", "entra: []", control)
            let answer = try await bundle.wire.get(Self.target)

            #expect(bad.status == 400)
            #expect(bad.text.contains("line 1: entra: expected a list"))
            #expect(good.status == 204)
            #expect(answer.status == 404)
        }
    }

    @Test func anUnknownPathIs404() async throws {
        try await Self.withControl { _, control in
            let unknown = try await control.get("/nope", host: "localhost")
            let unread = try await control.get("/faults/1", host: "localhost")

            #expect(unknown.status == 404)
            #expect(unread.status == 404)
        }
    }
}
