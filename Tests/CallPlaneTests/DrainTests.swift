import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Telemetry
import Testing

@testable import CallPlane
import Hookswitch

@Suite(.timeLimit(.minutes(1))) struct DrainTests {
    @Test func aLameDuckAcceptsAndSaysGoodbyeWithEachAnswer() async throws {
        try await TestPlane.run(limits: {
            $0.lameDuckDuration = .seconds(30); $0.drainDeadline = .seconds(1)
        }) { plane in
            let open = try await plane.client()
            try await open.send(plane.request())
            #expect(try await open.answer().fields["connection"] == nil)

            await plane.services.triggerGracefulShutdown()
            // New connections are served until the answers show that the shutdown has begun.
            var late = try await plane.answer(to: plane.request())
            while late.fields["connection"] == nil { late = try await plane.answer(to: plane.request()) }
            try await open.send(plane.request())
            let last = try await open.answer()

            #expect(late.status == 200)
            #expect(late.fields["connection"] == "close")
            #expect(last.fields["connection"] == "close")
            #expect(await open.rest().isEmpty)
        }
    }

    @Test func aCallInFlightIsAnsweredAfterIdleConnectionsAreClosed() async throws {
        try await TestPlane.run(limits: { $0.drainDeadline = .seconds(20) }) { plane in
            let busy = try await plane.client()
            try await busy.send(plane.request(to: plane.tenants.sought))
            let idle = try await plane.client()
            try await idle.send(plane.request())
            #expect(try await idle.answer().status == 200)
            await eventually { plane.tenants.search.beganCount == 1 }

            await plane.services.triggerGracefulShutdown()
            #expect(await idle.rest().isEmpty)
            plane.tenants.search.letGo()
            let answer = try await busy.answer()

            #expect(answer.status == 204)
            #expect(answer.fields["connection"] == "close")
        }
    }

    @Test func whatDoesNotEndIsCutAtTheDeadline() async throws {
        let began = ContinuousClock.now
        try await TestPlane.run(limits: { $0.drainDeadline = .milliseconds(300) }) { plane in
            let stuck = try await plane.client()
            try await stuck.send("POST /hooks/x HTTP/1.1\r\n")
            let sought = try await plane.client()
            try await sought.send(plane.request(to: plane.tenants.sought))
            await eventually { plane.tenants.search.beganCount == 1 }

            await plane.services.triggerGracefulShutdown()

            #expect(await stuck.rest().isEmpty)
            #expect(await sought.rest().isEmpty)
        }
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func anAddressThatIsTakenStopsTheStart() async throws {
        try await TestPlane.run { plane in
            let port = try #require(plane.address.port)
            let second = CallPlane(
                configuration: CallPlaneConfiguration(host: "127.0.0.1", port: port),
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
                pipeline: plane.tenants.pipeline,
                spool: plane.tenants.spool,
                metrics: MetricRegistry(),
                logger: Logger(label: "test")
            )

            let error = await #expect(throws: CallPlaneError.self) { try await second.run() }

            #expect("\(try #require(error))".contains("cannot listen for calls on 127.0.0.1:\(port)"))
            await #expect(throws: CallPlaneError.self) { try await second.localAddress }
        }
    }
}
