import Testing

@testable import CallPlane

/// A search that does not come back, because its threads have too much to do, keeps no caller waiting.
@Suite(.timeLimit(.minutes(1))) struct SearchDeadlineTests {
    @Test func theEventLoopAnswersInTimeAndRecordsOnce() async throws {
        try await TestPlane.run(deadline: .milliseconds(300)) { plane in
            let client = try await plane.client()
            let start = ContinuousClock.now

            try await client.send(plane.request(to: plane.tenants.sought))
            #expect(try await client.answer().status == 204)
            let duration = ContinuousClock.now - start

            #expect(duration >= .milliseconds(300))
            // A tick is 100 ms; the rest is for a busy machine.
            #expect(duration < .seconds(2))
            #expect(plane.tenants.search.beganCount == 1)
            #expect(plane.metric(#"hookswitch_decisions_total{outcome="deadline"}"#) == 1)

            // The search comes back while the next call of the connection is sought: it is not that call's answer.
            try await client.send(plane.request(to: plane.tenants.sought))
            while plane.tenants.search.beganCount < 2 { await Task.yield() }
            plane.tenants.search.letGo()
            plane.tenants.search.letGo()
            #expect(try await client.answer().status == 204)
            #expect(plane.tenants.recordCount == 2)
        }
    }
}
