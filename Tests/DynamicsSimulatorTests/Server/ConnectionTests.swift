import DynamicsSimulator
import Foundation
import NIOCore
import Testing

@Suite struct ConnectionTests {
    private static let get = "GET /api/data/v9.2/WhoAmI HTTP/1.1\r\nHost: acme.crm4.dynamics.test\r\n\r\n"

    @Test func answersPipelinedRequestsInOrder() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.exchange(Self.get + Self.get + Self.get) {
                $0.text.components(separatedBy: "HTTP/1.1 401").count == 4
            }

            #expect(answer.text.components(separatedBy: "HTTP/1.1 401").count == 4)
            #expect(bundle.simulator.requestCount(.data) == 3)
        }
    }

    @Test func closesWhenAskedTo() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let request = Self.get.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")

            let answer = try await bundle.wire.exchange(request) { _ in false }

            #expect(answer.status == 401)
            #expect(answer.end == .closed)
        }
    }

    @Test(arguments: [
        "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}",
        "GET / HTTP/1.1\r\n: x\r\n\r\n", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func survivesWhatIsNoHTTP(text: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            _ = try await bundle.wire.exchange(text, waitingAtMost: .seconds(2))

            let alive = try await bundle.wire.get("/api/data/v9.2/WhoAmI")
            #expect(alive.status == 401)
        }
    }

    @Test(arguments: [
        "", "?", "*", "//", "/api", "/api/data/", "/api/data/v9.2/", "/api/data/v9.2/contacts(", "/%", "http://",
    ])
    func survivesOddTargets(target: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            let request =
                "GET \(target) HTTP/1.1\r\nHost: acme.crm4.dynamics.test\r\nAuthorization: Bearer \(token)\r\n\r\n"

            let answer = try await bundle.wire.exchange(request)

            #expect([400, 404].contains(answer.status ?? 0))
        }
    }

    @Test func refusesABodyThatIsTooLarge() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let body = String(repeating: "x", count: 9 * 1024 * 1024)
            let request = "POST /x HTTP/1.1\r\nHost: a.test\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body

            let answer = try await bundle.wire.exchange(request)

            #expect(answer.status == 413 || answer.end == .reset)
        }
    }

    @Test func aStreamTellsOfRequestsAsTheyCome() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let stream = bundle.simulator.requestStream(.data)
            _ = try await bundle.token()
            _ = try await bundle.wire.get("/api/data/v9.2/WhoAmI")

            var seen: [RecordedRequest.Kind] = []
            for await request in stream {
                seen.append(request.kind)
                break
            }

            #expect(seen == [.data])
        }
    }

    @Test func shutdownEndsHangingConnections() async throws {
        let simulator = try await Simulator.start(scenario: SimulatorBundle.scenario(), tls: false)
        simulator.set(Fault(.hang))
        let wire = WireClient(port: simulator.port)
        async let answer = wire.exchange(Self.get)
        for await _ in simulator.requestStream() { break }

        try await simulator.shutdown()

        let end = try await answer.end
        #expect(end != .open)
        try await simulator.shutdown()
    }
}
