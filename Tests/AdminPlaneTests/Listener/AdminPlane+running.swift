import HookswitchTesting
import NIOCore
import ServiceLifecycle
import Testing

@testable import AdminPlane

extension AdminPlane {
    /// Runs the plane on its listener while something is done with it.
    ///
    /// - Parameter services: What runs beside it, started before.
    func running(beside services: [any Service] = [], _ body: (SocketAddress) async throws -> Void) async throws {
        let group = ServiceGroup(
            configuration: .init(services: services + [self], logger: RecordedLog().logger)
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let address = try #require(await self.localAddress)
            do {
                try await body(address)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
