import Testing

@testable import Postgres

/// Hosts that take a connection and keep silent: what was the primary may be frozen, or behind a filter.
@Suite(.timeLimit(.minutes(2))) struct SilentHostTests {
    /// Lends a pool with the default limits, or some of one's own.
    private func withPool<Value: Sendable>(
        _ text: String,
        _ configure: (inout PoolConfiguration) -> Void = { _ in },
        _ body: (ConnectionPool) async throws -> Value
    ) async throws -> Value {
        var configuration = PoolConfiguration()
        configure(&configuration)
        let pool = ConnectionPool(
            url: try DatabaseURL(parsing: text),
            configuration: configuration,
            logger: SharedServer.logger
        )
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(pool))
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        return try outcome.get()
    }

    @Test func theSecondHostServesWhenTheFirstKeepsSilent() async throws {
        let host = try SilentHost()
        let directory = try await SharedServer.get().socketDirectory
        let text = "host=\(SilentHost.address),\(directory) port=\(host.port),5432 user=postgres dbname=postgres"

        let count = try await self.withPool(text) { try await SharedServer.rowCount($0) }
        #expect(count == 1)
        try await self.withPool(text, { $0.maximumConnectionCount = 1 }) { pool in
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { try await SharedServer.rowCount(pool) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(counts == [1, 1, 1])
        }
        withExtendedLifetime(host) {}
    }

    @Test func whoeverWaitsForASilentHostHearsOfItAndNotOfTheLease() async throws {
        let host = try SilentHost()
        let text = "host=\(SilentHost.address) port=\(host.port) user=x"

        let error = try await self.withPool(
            text,
            {
                $0.leaseTimeout = .milliseconds(100)
                $0.connectTimeout = .milliseconds(500)
            }
        ) { pool in
            await SharedServer.error { try await pool.withConnection { _ in } }
        }

        #expect(error?.kind == .connectionFailed)
        #expect(
            error?.description == "the database could not be reached: the server at \"\(SilentHost.address)\", "
                + "port \(host.port) did not let us in in time"
        )
        withExtendedLifetime(host) {}
    }

    @Test func theTimeForEachHostIsTheURLs() async throws {
        let host = try SilentHost()
        let text = "postgresql://x@\(SilentHost.address):\(host.port)/x?connect_timeout=1"
        let start = ContinuousClock.Instant.now

        let error = try await self.withPool(text, { $0.connectTimeout = .seconds(60) }) { pool in
            await SharedServer.error { try await pool.withConnection { _ in } }
        }

        #expect(error?.kind == .connectionFailed)
        #expect(ContinuousClock.Instant.now - start >= .seconds(1))
        #expect(ContinuousClock.Instant.now - start < .seconds(30))
        withExtendedLifetime(host) {}
    }

    @Test func aDeadlineIsKeptWhileAConnectionIsBeingOpened() async throws {
        let host = try SilentHost()
        let text = "host=\(SilentHost.address) port=\(host.port) user=x connect_timeout=60"
        let start = ContinuousClock.Instant.now

        let error = try await self.withPool(text) { pool in
            await SharedServer.error {
                try await pool.withConnection(deadline: .now + .milliseconds(200)) { _ in }
            }
        }

        #expect(error?.kind == .leaseTimeout)
        #expect(error?.description == "no database connection could be opened in time")
        // Closing the pool does not wait for the host either.
        #expect(ContinuousClock.Instant.now - start < .seconds(30))
        withExtendedLifetime(host) {}
    }
}
