import HTTPTypes
import Hookswitch
import HookswitchTesting
import HummingbirdTesting
import NIOCore
import NIOPosix
import Routing
import ServiceLifecycle
import Testing

@testable import AdminPlane

/// Streams of decisions over a real socket.
@Suite(.lentDatabase) struct FeedControllerTests {
    /// Quick enough for a test.
    private static var limits: FeedLimits {
        var limits = FeedLimits()
        limits.pollInterval = .milliseconds(20)
        limits.heartbeatInterval = .milliseconds(100)
        limits.checkInterval = .milliseconds(100)
        return limits
    }

    /// Opens a stream, and reads until `isEnough` of the text.
    private func read(
        _ address: SocketAddress,
        _ bundle: AdminBundle,
        token: String? = nil,
        query: String = "",
        after lastID: String? = nil,
        onOpen: () async throws -> Void = {},
        until isEnough: (String) -> Bool
    ) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let last = lastID.map { "Last-Event-ID: \($0)\r\n" } ?? ""
        let head =
            "GET /api/v1/decisions/stream\(query) HTTP/1.1\r\nHost: x\r\n\(last)"
            + "Authorization: Bearer \(token ?? bundle.token)\r\n\r\n"
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: head))
            var text = ""
            var isOpen = false
            for try await bytes in inbound {
                text += String(buffer: bytes)
                if !isOpen, text.contains(": open") {
                    isOpen = true
                    try await onOpen()
                }
                if isEnough(text) { break }
            }
            return text
        }
    }

    @Test func decisionsAreToldAsTheyComeAndHeartbeatsBetween() async throws {
        let bundle = try await AdminBundle(feedLimits: Self.limits)
        try await bundle.apply("acme", "beta")
        _ = try await bundle.ship(count: 1, of: "acme")

        try await bundle.plane.running(beside: [bundle.services.feed]) { address in
            var ids: [DecisionID] = []
            let text = try await self.read(address, bundle, query: "?tenant=acme") {
                _ = try await bundle.ship(count: 1, of: "beta")
                ids = try await bundle.ship(count: 2, of: "acme")
            } until: { text in
                text.contains(": heartbeat") && text.split(separator: "event: decision").count > 2
            }

            #expect(text.contains("HTTP/1.1 200 OK"))
            #expect(text.lowercased().contains("content-type: text/event-stream"))
            for id in ids { #expect(text.contains("id: \(id)\n"), "\(text)") }
            #expect(!text.contains(#""tenant":"beta""#))
            let description = try APIDescription()
            #expect(description.types(of: "streamDecisions") == ["text/event-stream"])
            let data = text.split(separator: "\n").filter { $0.hasPrefix("data: ") && $0.hasSuffix("}") }
            #expect(data.count >= ids.count)
            for line in data { try description.expect(String(line.dropFirst(6)), toBe: "Decision") }
        }
    }

    @Test func aTokenForOneTenantIsToldOfNoOtherAndNotByComingBackEither() async throws {
        let bundle = try await AdminBundle(feedLimits: Self.limits)
        try await bundle.apply("acme", "beta")
        let old = try await bundle.ship(count: 1, of: "acme")
        let order = APITokenOrder(name: "ci", role: .readOnly, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()

        try await bundle.plane.running(beside: [bundle.services.feed]) { address in
            var ids: [DecisionID] = []
            let text = try await self.read(address, bundle, token: token) {
                _ = try await bundle.ship(count: 1, of: "beta")
                ids = try await bundle.ship(count: 1, of: "acme")
            } until: {
                $0.contains("event: decision")
            }
            let again = try await self.read(address, bundle, token: token, after: "\(old[0])") { text in
                text.contains(": heartbeat")
            }

            for text in [text, again] {
                #expect(text.contains("id: \(ids[0])\n"))
                #expect(!text.contains("beta"))
            }
        }
    }

    @Test func whoComesBackIsToldWhatCameMeanwhile() async throws {
        let bundle = try await AdminBundle(feedLimits: Self.limits)
        try await bundle.apply("acme")
        let ids = try await bundle.ship(count: 3, of: "acme")

        try await bundle.plane.running(beside: [bundle.services.feed]) { address in
            let text = try await self.read(address, bundle, after: "\(ids[0])") { text in
                text.contains("id: \(ids[2])\n")
            }

            #expect(text.contains("id: \(ids[1])\n"))
            #expect(!text.contains("id: \(ids[0])\n"))
        }
    }

    @Test func aStreamEndsWhenTheServerStops() async throws {
        let bundle = try await AdminBundle(feedLimits: Self.limits)
        let services: [any Service] = [bundle.services.feed, bundle.plane]
        let group = ServiceGroup(configuration: .init(services: services, logger: RecordedLog().logger))

        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let address = try #require(await bundle.plane.localAddress)

            let text = try await self.read(address, bundle) {
                await group.triggerGracefulShutdown()
            } until: { _ in
                false
            }

            #expect(text.contains(": open"))
            try await tasks.waitForAll()
        }
    }

    @Test(arguments: ["revoked_at = now()", "tenant_ids = NULL", "role = 'auditor'"])
    func aStreamEndsWhenItsReaderHasOtherRights(change: String) async throws {
        let bundle = try await AdminBundle(feedLimits: Self.limits)
        try await bundle.apply("acme")
        let order = APITokenOrder(name: "ci", role: .readOnly, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()

        try await bundle.plane.running(beside: [bundle.services.feed]) { address in
            // It would go on for five minutes.
            let text = try await self.read(address, bundle, token: token) {
                try await bundle.script("UPDATE hookswitch.api_token SET \(change) WHERE name = 'ci'")
            } until: { text in
                bundle.services.feed.streamCount == 0 || text.split(separator: ": heartbeat").count > 100
            }

            #expect(bundle.services.feed.streamCount == 0, "\(text)")
        }
    }

    @Test func aTokenHasOnlySoManyStreamsAndAnEndedOneGivesItsPlaceBack() async throws {
        var limits = Self.limits
        limits.maximumCountPerToken = 1
        let bundle = try await AdminBundle(feedLimits: limits)

        try await bundle.plane.running(beside: [bundle.services.feed]) { address in
            _ = try await self.read(address, bundle) {
                let second = try await bundle.send(.get, "/api/v1/decisions/stream")
                #expect(second.status == .tooManyRequests)
                #expect(try second.problem.code == .tooManyStreams)
                #expect(second.headers[.retryAfter] == "15")
            } until: {
                $0.contains(": heartbeat")
            }

            let deadline = ContinuousClock.now + .seconds(10)
            while bundle.services.feed.streamCount > 0, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(bundle.services.feed.streamCount == 0)
        }
    }

    @Test(arguments: [("tenant=ACME", nil), ("outcome=lost", nil), ("", "x")] as [(String, String?)])
    func whatCannotBeStreamedIsRefused(query: String, lastID: String?) async throws {
        let bundle = try await AdminBundle()
        var headers = HTTPFields()
        headers[.lastEventID] = lastID

        let response = try await bundle.send(.get, "/api/v1/decisions/stream?\(query)", headers: headers)

        #expect(response.status == .badRequest)
        #expect(try response.problem.code == .invalidParameter)
    }
}
