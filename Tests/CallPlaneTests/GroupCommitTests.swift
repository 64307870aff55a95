import Synchronization
import Testing

@testable import CallPlane
import Hookswitch

@Suite(.timeLimit(.minutes(1))) struct GroupCommitTests {
    @Test func noAnswerLeavesBeforeItsRecordIsWritten() async throws {
        // The lane's write waits until the test lets it go; the call's answer must wait with it.
        let mayWrite = Atomic<Bool>(false)
        let tenants = TestTenants(onFlush: { while !mayWrite.load(ordering: .acquiring) {} })
        try await TestPlane.run(tenants: tenants) { plane in
            let client = try await plane.client()
            try await client.send(plane.request())
            let answered = Task { () -> (RawClient.Answer, Bool) in
                let answer = try await client.answer()
                return (answer, mayWrite.load(ordering: .acquiring))
            }
            try await Task.sleep(for: .milliseconds(100))

            mayWrite.store(true, ordering: .releasing)
            let (answer, wasWritten) = try await answered.value

            #expect(answer.status == 200)
            #expect(wasWritten)
        }
    }

    @Test func requestsOfOneReadAreWrittenTogether() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()
            // Ten requests fit into one read of 4 KiB.
            try await client.send(String(repeating: plane.request(), count: 10))
            for _ in 0..<10 { #expect(try await client.answer().status == 200) }

            #expect(plane.tenants.recordCount == 10)
            #expect(plane.tenants.flushCount < 5)
        }
    }
}
