import HookswitchTesting
import Logging
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(2))) struct NotificationListenerTests {
    /// Runs a listener while the body reads from it.
    private func withListener(
        _ channels: [String],
        name: String,
        logger: Logger = SharedServer.logger,
        _ body: (inout AsyncStream<NotificationListener.Notification>.Iterator, ConnectionPool) async throws -> Void
    ) async throws {
        let url = try await SharedServer.get().url()
        let listener = NotificationListener(
            url: url,
            channels: channels,
            applicationName: name,
            logger: logger
        )
        try await SharedServer.withPool { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await listener.run() }
                var iterator = listener.notifications.makeAsyncIterator()
                try await body(&iterator, pool)
                group.cancelAll()
                try await group.waitForAll()
            }
        }
        var rest = listener.notifications.makeAsyncIterator()
        #expect(await rest.next() == nil)
    }

    @Test func notificationsArriveInOrder() async throws {
        let channel = "Tenant \"å\""
        try await self.withListener([channel, "other"], name: "order test") { iterator, pool in
            #expect(await iterator.next() == .resumed)

            for number in 0..<20 {
                try await pool.withConnection { connection in
                    _ = try await connection.query("SELECT pg_notify(\(channel), \(String(number)))")
                }
            }
            try await pool.withConnection { try await $0.execute("NOTIFY other") }

            for number in 0..<20 {
                #expect(await iterator.next() == .received(channel: channel, payload: String(number)))
            }
            #expect(await iterator.next() == .received(channel: "other", payload: ""))
        }
    }

    @Test func itResumesAfterItsConnectionWasEnded() async throws {
        try await self.withListener(["resume_test"], name: "resume test") { iterator, pool in
            #expect(await iterator.next() == .resumed)

            for round in 0..<3 {
                try await pool.withConnection { connection in
                    let ended = try await connection.query(
                        """
                        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                        WHERE application_name = 'resume test'
                        """
                    )
                    #expect(ended.count == 1)
                }
                #expect(await iterator.next() == .resumed)
                try await pool.withConnection { connection in
                    try await connection.execute("NOTIFY resume_test, '\(unsafe: String(round))'")
                }
                #expect(await iterator.next() == .received(channel: "resume_test", payload: String(round)))
            }
        }
    }

    @Test func aReaderThatIsTooSlowIsToldToReadAgain() async throws {
        let log = RecordedLog()
        try await self.withListener(["flood"], name: "flood test", logger: log.logger) { iterator, pool in
            #expect(await iterator.next() == .resumed)

            let maximum = NotificationListener.maximumBacklogCount
            try await pool.withConnection { connection in
                _ = try await connection.query(
                    "SELECT pg_notify('flood', n::text) FROM generate_series(1, \(maximum * 2)) n"
                )
            }
            // Nothing is read before there is no room left; the suite's time limit ends it if that never comes.
            let message = ListenerThread.overflowMessage.description
            while !log.messages(.debug).contains(message) { try await Task.sleep(for: .milliseconds(2)) }

            for number in 1...maximum {
                #expect(await iterator.next() == .received(channel: "flood", payload: String(number)))
            }
            #expect(await iterator.next() == .resumed)
        }
    }
}
