import Foundation
import Synchronization
import Testing

@testable import CallPlane
import Hookswitch

@Suite(.timeLimit(.minutes(1))) struct GroupCommitTests {
    @Test func noAnswerLeavesBeforeItsRecordIsWritten() async throws {
        // What the client has when the lane begins to write, after a while in which an answer could have left.
        let client = Mutex<RawClient?>(nil)
        let answeredBefore = Mutex<[Int]>([])
        let tenants = TestTenants(onFlush: {
            usleep(100_000)
            let count = client.withLock { $0 }?.receivedByteCount
            answeredBefore.withLock { $0.append(count ?? -1) }
        })
        try await TestPlane.run(tenants: tenants) { plane in
            let connection = try await plane.client()
            client.withLock { $0 = connection }

            try await connection.send(plane.request())
            let answer = try await connection.answer()

            #expect(answer.status == 200)
            #expect(answeredBefore.withLock { $0.first } == 0)
            #expect(connection.receivedByteCount > 0)
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
