import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct RefusedConnectionTests {
    /// Nobody waits five seconds to be told that nothing listens there.
    @Test func refusedConnectionIsToldAtOnce() async throws {
        let address = try AdminAddress(parsing: "http://127.0.0.1:1")
        let start = ContinuousClock.now

        let failure = await #expect(throws: CommandFailure.self) {
            try await AdminClient.withClient(of: address, token: nil) { client in
                _ = try await client.get(["me"], as: DocumentValue.self)
            }
        }

        #expect(failure?.status == .unavailable)
        #expect(failure?.reasons == ["nothing listens there"])
        #expect(ContinuousClock.now - start < .seconds(4))
    }
}
