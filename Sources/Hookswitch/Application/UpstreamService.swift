import Dynamics
import ServiceLifecycle

/// Closes the connections to Microsoft when the server stops.
struct UpstreamService: Service {
    let upstream: Upstream

    func run() async throws {
        // It only waits for the end, which comes as graceful shutdown or as cancellation.
        try? await gracefulShutdown()
        await self.upstream.shutdown()
    }
}
