import Synchronization
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(2))) struct ConnectionPoolTests {
    @Test func manyTasksShareFewConnections() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 4 }) { pool in
            let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await pool.withTransaction { transaction in
                            let rows = try await transaction.query("SELECT \(number), pg_sleep(0.002)::text")
                            #expect(pool.statistics.open <= 4)
                            return try #require(rows.first).decode(0)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(numbers.sorted() == (0..<200).map { $0 })
            #expect(pool.statistics == PoolStatistics(expecting: 4))
        }
    }

    @Test func whoeverWaitsTooLongIsTold() async throws {
        try await SharedServer.withPool({
            $0.maximumConnectionCount = 1
            $0.maximumWaiterCount = 0
        }) { pool in
            try await pool.withConnection { connection in
                _ = try await connection.query("SELECT 1")
                let crowded = await SharedServer.error { try await pool.withConnection { _ in } }

                #expect(crowded?.kind == .tooManyWaiters)
            }
        }
        try await SharedServer.withPool({
            $0.maximumConnectionCount = 1
            $0.leaseTimeout = .milliseconds(100)
        }) { pool in
            // The first connection may take longer than the lease that this test is about.
            try await SharedServer.until { await SharedServer.error { try await pool.withConnection { _ in } } == nil }
            try await pool.withConnection { _ in
                let late = await SharedServer.error { try await pool.withConnection { _ in } }
                let deadline = ContinuousClock.Instant.now - .seconds(1)
                let past = await SharedServer.error { try await pool.withConnection(deadline: deadline) { _ in } }

                #expect(late?.kind == .leaseTimeout)
                #expect(late?.disposition == .busy)
                #expect(past?.kind == .leaseTimeout)
                #expect(pool.statistics.waiting == 0)
            }
        }
    }

    @Test func aTaskThatIsCancelledStopsWaiting() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 1 }) { pool in
            try await pool.withConnection { _ in
                let error = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                    group.addTask { await SharedServer.error { try await pool.withConnection { _ in } } }
                    try await SharedServer.until { pool.statistics.waiting == 1 }
                    group.cancelAll()
                    return try await group.next() ?? nil
                }

                #expect(error?.kind == .cancelled)
                #expect(pool.statistics.waiting == 0)
            }
        }
    }

    @Test func aConnectionThatTheServerEndedIsNotLentAgain() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 1 }) { pool in
            for _ in 0..<10 {
                let process = try await self.processID(pool)
                try await SharedServer.withPool { try await self.terminate(process, $0) }

                #expect(try await self.processID(pool) != process)
            }
        }
    }

    @Test func aConnectionThatTheServerEndsInUseIsAnErrorToRetry() async throws {
        try await SharedServer.withPool { pool in
            let error = await SharedServer.error {
                try await pool.withTransaction { transaction in
                    let rows = try await transaction.query("SELECT pg_backend_pid()")
                    let process = try #require(rows.first).decode(0, as: Int32.self)
                    try await self.terminate(process, pool)
                    _ = try await transaction.query("SELECT 1")
                }
            }

            #expect(error?.disposition == .retry)
            let count = try await SharedServer.rowCount(pool)
            #expect(count == 1)
        }
    }

    @Test func aRefusedLoginTellsWhy() async throws {
        let url = try await SharedServer.get().url(database: "no such database")
        let pool = ConnectionPool(url: url, logger: SharedServer.logger)

        let error = await SharedServer.error { try await pool.withConnection { _ in } }

        #expect(error?.kind == .connectionFailed)
        #expect(error?.sqlState == .invalidCatalogName)
        let socket = try await SharedServer.get().socketDirectory + "/.s.PGSQL.5432"
        #expect(
            error?.description == "the database could not be reached: connection to server on socket \"\(socket)\" "
                + "failed: FATAL:  database \"no such database\" does not exist (SQLSTATE 3D000)"
        )
        await pool.shutdown()
    }

    @Test func aServerThatIsNotThereIsAnErrorAtOnce() async throws {
        let url = try DatabaseURL(parsing: "host=/nowhere,127.0.0.1 port=1 user=x")
        let pool = ConnectionPool(url: url, logger: SharedServer.logger)

        let error = await SharedServer.error { try await pool.withConnection { _ in } }

        #expect(error?.kind == .connectionFailed)
        #expect(error?.disposition == .retry)
        let text = try #require(error).description
        #expect(text.hasPrefix("the database could not be reached: connection to server on socket \"/nowhere/"))
        #expect(text.hasSuffix("; connection to server at \"127.0.0.1\", port 1 failed: Connection refused"))
        await pool.shutdown()
        #expect(pool.statistics.open == 0)
    }

    @Test func aPasswordIsInNoReason() async throws {
        let server = try await SharedServer.get()
        let login = "password_login"
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: "CREATE ROLE \(login) LOGIN CONNECTION LIMIT 0 PASSWORD 'other'")
            }
        }
        for place in ["host=\(server.socketDirectory)", "host=127.0.0.1 port=1"] {
            let url = try DatabaseURL(parsing: "\(place) user=\(login) password=hunter2 dbname=postgres")
            let pool = ConnectionPool(url: url, logger: SharedServer.logger)

            let error = await SharedServer.error { try await pool.withConnection { _ in } }

            #expect(error?.reason != nil, "\(place)")
            #expect(error?.description.contains("hunter2") == false)
            #expect(error?.debugDescription.contains("hunter2") == false)
            await pool.shutdown()
        }
        try await SharedServer.withPool { pool in
            try await pool.withConnection { try await $0.run(script: "DROP ROLE \(login)") }
        }
    }

    @Test func theSecondHostServesWhenTheFirstIsNotThere() async throws {
        let server = try await SharedServer.get()
        let url = try DatabaseURL(
            parsing: "host=/nowhere,\(server.socketDirectory) user=postgres dbname=postgres"
        )
        let pool = ConnectionPool(url: url, logger: SharedServer.logger)

        let count = try await pool.withConnection { try await $0.query("SELECT 1").count }

        #expect(count == 1)
        await pool.shutdown()
    }

    @Test func runningEndsWithEverythingClosed() async throws {
        try await SharedServer.withPool { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                _ = try await self.processID(pool)
                group.cancelAll()
                try await group.waitForAll()
            }

            #expect(pool.statistics.open == 0)
        }
    }

    @Test func afterShutdownNothingIsLent() async throws {
        try await SharedServer.withPool { pool in
            _ = try await self.processID(pool)
            await pool.shutdown()
            await pool.shutdown()

            let error = await SharedServer.error { try await pool.withConnection { _ in } }

            #expect(error?.kind == .shutDown)
            #expect(pool.statistics.open == 0)
        }
    }

    @Test func aConnectionIsClosedThoughItsThreadComesAfterTheShutdown() async throws {
        try await SharedServer.withPool { pool in
            let actions = pool.state.withLock { $0.machine.leaseRequested(by: 0, now: .now) }
            pool.send { $0.shutDown() }
            let start = ContinuousClock.Instant.now

            pool.perform(actions)
            await pool.shutdown()

            #expect(ContinuousClock.Instant.now - start < pool.configuration.drainTime)
            #expect(pool.statistics.open == 0)
        }
    }

    @Test(arguments: [false, true])
    func shutdownDoesNotWaitForeverForAConnectionThatDoesNotClose(isCancelled: Bool) async throws {
        try await SharedServer.withPool({ $0.drainTime = .milliseconds(100) }) { pool in
            // What a thread looks like that sits in `getaddrinfo`: it neither opens nor closes.
            _ = pool.state.withLock { $0.machine.leaseRequested(by: 0, now: .now) }
            let start = ContinuousClock.Instant.now

            await withTaskGroup(of: Void.self) { group in
                if isCancelled { group.cancelAll() }
                group.addTask { await pool.shutdown() }
            }

            #expect(ContinuousClock.Instant.now - start >= ConnectionPool.closingTime)
            #expect(pool.statistics.open == 1)
        }
        #expect(PoolConfiguration().drainTime + ConnectionPool.closingTime == .seconds(10))
    }

    private func processID(_ pool: ConnectionPool) async throws -> Int32 {
        try await pool.withConnection { connection in
            try #require(try await connection.query("SELECT pg_backend_pid()").first).decode(0)
        }
    }

    /// Ends a server process and waits until it is gone.
    private func terminate(_ process: Int32, _ pool: ConnectionPool) async throws {
        try await pool.withConnection { connection in
            _ = try await connection.query("SELECT pg_terminate_backend(\(process), 10000)")
        }
    }
}

extension PoolStatistics {
    /// A pool at rest.
    fileprivate init(expecting idle: Int) {
        self.init(open: idle, idle: idle, leased: 0, waiting: 0)
    }
}
