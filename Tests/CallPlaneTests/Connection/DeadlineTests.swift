import NIOCore
import Testing

@testable import CallPlane
import Hookswitch

/// Clients that are slow, each against a deadline short enough for a test. The others stay long, so that only the one
/// under test can end the connection.
@Suite(.serialized, .timeLimit(.minutes(1))) struct DeadlineTests {
    @Test func aHeadThatDripsIsTimedOut() async throws {
        try await TestPlane.run(limits: { $0.headDeadline = .milliseconds(900) }) { plane in
            let began = ContinuousClock.now
            let client = try await plane.client()
            try await client.send("POST /hooks/x HTTP/1.1\r\n")
            let drip = Task {
                while true { try await client.send("X: y\r\n"); try await Task.sleep(for: .milliseconds(50)) }
            }

            let text = await client.rest()
            drip.cancel()

            #expect(text.hasPrefix("HTTP/1.1 408 "))
            #expect(ContinuousClock.now - began >= .milliseconds(900))
        }
    }

    @Test func aConnectionOnWhichNothingComesIsClosedWithoutAWord() async throws {
        try await TestPlane.run(limits: { $0.headDeadline = .milliseconds(900) }) { plane in
            let text = try await plane.client().rest()

            #expect(text.isEmpty)
        }
    }

    @Test func aBodyThatDripsIsTimedOut() async throws {
        try await TestPlane.run(limits: { $0.bodyDeadline = .milliseconds(900) }) { plane in
            let client = try await plane.client()
            try await client.send(plane.request().replacing("Content-Length: 45", with: "Content-Length: 4500"))
            let drip = Task { while true { try await client.send(" "); try await Task.sleep(for: .milliseconds(50)) } }

            let text = await client.rest()
            drip.cancel()

            #expect(text.hasPrefix("HTTP/1.1 408 "))
            #expect(plane.metric(#"hookswitch_webhook_rejected_total{reason="request_timeout"}"#) == 1)
        }
    }

    @Test func anIdleConnectionIsClosedAndABusyOneIsNot() async throws {
        try await TestPlane.run(limits: { $0.idleDeadline = .milliseconds(900) }) { plane in
            let busy = try await plane.client()
            try await busy.send(plane.request(to: plane.tenants.sought))
            let idle = try await plane.client()
            try await idle.send(plane.request())

            let text = await idle.rest()
            plane.tenants.search.letGo()

            #expect(text.hasPrefix("HTTP/1.1 200 "))
            #expect(!text.contains("Connection: close"))
            #expect(try await busy.answer().status == 204)
        }
    }

    @Test func timeForWhichAClientIsHeldBackIsNotItsOwn() async throws {
        try await TestPlane.run(limits: {
            $0.bodyDeadline = .milliseconds(500); $0.headDeadline = .milliseconds(900)
        }) { plane in
            let client = try await plane.client()
            // More than one read of the server: it stops in the middle of a request.
            let ahead = String(repeating: plane.request(), count: 30)
            try await client.send(plane.request(to: plane.tenants.sought) + ahead)
            await eventually { plane.tenants.search.beganCount == 1 }
            try await Task.sleep(for: .milliseconds(1500))
            plane.tenants.search.letGo()

            var statuses: [Int] = []
            for _ in 0...30 { statuses.append(try await client.answer().status) }

            #expect(statuses == [204] + Array(repeating: 200, count: 30))
        }
    }

    @Test func aSecondRequestHasItsOwnDeadline() async throws {
        try await TestPlane.run(limits: { $0.headDeadline = .milliseconds(900) }) { plane in
            let client = try await plane.client()
            try await client.send(plane.request())
            #expect(try await client.answer().status == 200)
            try await client.send("POST")

            #expect(try await client.answer().status == 408)
        }
    }

    @Test func aClientThatDoesNotReadItsAnswersIsCut() async throws {
        try await TestPlane.run(limits: {
            $0.writeDeadline = .milliseconds(900)
            $0.headDeadline = .seconds(60)
            $0.bodyDeadline = .seconds(60)
        }) { plane in
            let client = try await plane.client(readsAtOnce: false)
            let flood = String(repeating: plane.request(), count: 100)
            // Far more answers than the two sockets' buffers take.
            let sending = Task { while true { try await client.send(flood) } }

            await eventually {
                plane.metric(#"hookswitch_webhook_rejected_total{reason="broken_connection"}"#) ?? 0 > 0
            }
            await eventually { plane.metric("hookswitch_webhook_connections") == 0 }
            sending.cancel()
            try? await client.close()
        }
    }

    @Test func aRefusedClientThatGoesOnSendingIsCut() async throws {
        try await TestPlane.run(limits: { $0.lingerDeadline = .milliseconds(900) }) { plane in
            let client = try await plane.client(readsAtOnce: false)
            try await client.send(plane.request(key: "wrong"))

            // The client neither reads nor closes.
            await eventually { plane.metric(#"hookswitch_webhook_rejected_total{reason="unauthorized"}"#) == 1 }
            await eventually { plane.metric("hookswitch_webhook_connections") == 0 }
            try? await client.close()
        }
    }
}
