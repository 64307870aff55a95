import Hookswitch
import Testing

@testable import CallPlane

@Suite(.timeLimit(.minutes(1))) struct GroupCommitTests {
    @Test func noAnswerLeavesBeforeItsRecordIsWritten() async throws {
        try await TestPlane.run { plane in
            let client = try await plane.client()

            for _ in 0..<200 {
                let before = try plane.spooledByteCount
                try await client.send(plane.request())
                let status = try await client.answer().status
                let after = try plane.spooledByteCount

                #expect(status == 200)
                // The file has it by the time the client has its answer, however soon that is.
                #expect(after > before)
            }
        }
    }

    @Test func everyAnswerHasOneRecord() async throws {
        try await TestPlane.run(eventLoopCount: 2) { plane in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for _ in 0..<8 {
                    tasks.addTask {
                        let client = try await plane.client()
                        // Several requests in one read, and so in one write of the spool.
                        try await client.send(String(repeating: plane.request(), count: 50))
                        for _ in 0..<50 { #expect(try await client.answer().status == 200) }
                    }
                }
                try await tasks.waitForAll()
            }

            #expect(plane.tenants.recordCount == 400)
        }
    }
}
