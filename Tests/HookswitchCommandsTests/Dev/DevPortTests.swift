import NIOCore
import NIOPosix
import Testing

@testable import HookswitchCommands

@Suite struct DevPortTests {
    @Test func takenPortIsReplacedByAFreeOne() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let taken = try #require(listener.localAddress?.port.flatMap { UInt16(exactly: $0) })

        let port = DevPort.free(preferring: taken)

        #expect(port != taken)
        #expect(port > 0)
        try await listener.close().get()
    }

    @Test func freePortIsKept() {
        let free = DevPort.free(preferring: 0)

        #expect(DevPort.free(preferring: free) == free)
    }
}
