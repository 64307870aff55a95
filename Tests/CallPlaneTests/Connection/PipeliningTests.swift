import NIOCore
import Testing

@testable import CallPlane
import Hookswitch

/// Several requests on one connection.
@Suite(.timeLimit(.minutes(1))) struct PipeliningTests {
    private let defaultRouted = #"{"anum":"+35850454564","bnum":"+35840675600"}"#

    @Test func requestsAreAnsweredInOrder() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            let statuses = (0..<200).map { $0 % 3 == 0 ? 204 : $0 % 3 == 1 ? 200 : 400 }

            try await client.send(
                statuses.map { status in
                    plane.request(
                        body: status == 400
                            ? "{"
                            : status == 204 ? self.defaultRouted : #"{"anum":"+35850454564","bnum":"+35840675644"}"#
                    )
                }.joined()
            )
            var answered: [Int] = []
            for _ in statuses { answered.append(try await client.answer().status) }

            #expect(answered == statuses)
        }
    }

    @Test func aCallThatIsSoughtHoldsBackWhatComesAfterIt() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            let sought = plane.request(to: plane.tenants.sought)
            try await client.send(sought + plane.request() + sought)
            plane.tenants.search.letGo()

            let first = try await client.answer()
            let second = try await client.answer()
            plane.tenants.search.letGo()
            let third = try await client.answer()

            #expect([first.status, second.status, third.status] == [204, 200, 204])
        }
    }

    @Test func aClientThatExpectsContinueBehindACallThatIsSoughtIsToldToGoOnAfterItsAnswer() async throws {
        func limits(_ limits: inout CallPlaneLimits) { limits.bodyDeadline = .milliseconds(200) }
        try await TestPlane.run(limits: limits) { plane in
            let client = try await plane.client()
            let request = plane.request(fields: ["Expect: 100-continue"])
            let bodyStart = try #require(request.firstRange(of: "{")).lowerBound
            try await client.send(plane.request(to: plane.tenants.sought) + request[..<bodyStart])
            await eventually { plane.tenants.search.beganCount == 1 }
            // Longer than a body may take, had it been asked for.
            let heldUntil = ContinuousClock.now + .milliseconds(600)
            await eventually { ContinuousClock.now > heldUntil }
            let byteCountBefore = client.receivedByteCount
            plane.tenants.search.letGo()

            let first = try await client.answer()
            let interim = try await client.answer()
            try await client.send(String(request[bodyStart...]))
            let second = try await client.answer()

            #expect(byteCountBefore == 0)
            #expect([first.status, interim.status, second.status] == [204, 100, 200])
        }
    }

    @Test func aBodyThatComesWithoutBeingAskedForIsNotAskedForLater() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            let request = plane.request(fields: ["Expect: 100-continue"])
            try await client.send(plane.request(to: plane.tenants.sought) + request + plane.request())
            plane.tenants.search.letGo()

            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await client.answer().status) }

            #expect(statuses == [204, 200, 200])
        }
    }

    @Test func aClientThatSendsFarAheadIsHeldBack() async throws {
        // Long enough that a machine with more to do than this test cannot end the connection.
        func limits(_ limits: inout CallPlaneLimits) {
            limits.bodyDeadline = .seconds(60)
            limits.headDeadline = .seconds(60)
            limits.writeDeadline = .seconds(60)
        }
        try await TestPlane.run(limits: limits) { plane in
            let client = try await plane.client()
            let flood = String(repeating: plane.request(), count: 3000)
            async let sent: Void = client.send(plane.request(to: plane.tenants.sought) + flood)

            await eventually { plane.tenants.search.beganCount == 1 }
            let answeredBefore = plane.metric(#"hookswitch_decisions_total{outcome="routed"}"#)
            plane.tenants.search.letGo()
            var answered: [Int] = []
            for _ in 0...3000 { answered.append(try await client.answer().status) }
            try await sent

            #expect(answeredBefore == 0)
            #expect(answered.first == 204)
            #expect(answered.dropFirst().allSatisfy { $0 == 200 })
        }
    }

    @Test func aClientThatClosesItsSideAfterTooManyRequestsIsRefusedTheRest() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            try await client.send(plane.request(to: plane.tenants.sought))
            await eventually { plane.tenants.search.beganCount == 1 }
            try await client.send(String(repeating: plane.request(), count: 1000))
            try await client.close(mode: .output)
            await eventually { plane.metric("hookswitch_webhook_connections") == 1 }
            plane.tenants.search.letGo()

            let text = await client.rest()

            // What had been sent before the side was closed may have been held back, and then all of it is answered.
            let refused = text.ranges(of: #""code":"pipeline_too_long""#).count
            let routed = text.ranges(of: "HTTP/1.1 200").count
            #expect(text.hasPrefix("HTTP/1.1 204 "))
            #expect(refused == 1 && routed >= 256 || refused == 0 && routed == 1000)
        }
    }

    @Test func requestsAreReadInPiecesOfAnySize() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()

            for byte in plane.request().utf8 { try await client.send([byte]) }

            #expect(try await client.answer().status == 200)
        }
    }

    @Test func aClientThatClosesItsSideStillGetsItsAnswers() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            try await client.send(plane.request() + plane.request(body: self.defaultRouted))
            try await client.close(mode: .output)

            let text = await client.rest()

            #expect(text.ranges(of: "HTTP/1.1 200").count == 1)
            #expect(text.ranges(of: "HTTP/1.1 204").count == 1)
        }
    }

    @Test func aClientThatAsksForItGetsItsConnectionClosed() async throws {
        try await TestPlane.run { plane in
            let text = try await plane.everything(after: plane.request(fields: ["Connection: close"]) + plane.request())

            #expect(text.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(text.contains("\r\nConnection: close\r\n"))
        }
    }

    @Test func aCallWhoseClientHasGoneIsRecordedAllTheSame() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            try await client.send(plane.request(to: plane.tenants.sought))
            await eventually { plane.tenants.search.beganCount == 1 }
            try await client.close()
            plane.tenants.search.letGo()

            await eventually { plane.metric(#"hookswitch_decisions_total{outcome="deadline"}"#) == 1 }
            #expect(try await plane.answer(to: plane.request()).status == 200)
            #expect(plane.tenants.recordCount == 2)
        }
    }
}
