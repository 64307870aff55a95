import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct RefusedConnectionTests {
    /// Less than a client takes that tries again.
    private static let patience = Duration.seconds(4)

    /// Nobody waits five seconds to be told that nothing listens there.
    @Test func refusedConnectionIsToldAtOnce() async throws {
        let address = try AdminAddress(parsing: "http://127.0.0.1:1")
        var durations: [Duration] = []
        // Other tests run beside this one, and only make it slower.
        repeat {
            let start = ContinuousClock.now
            let failure = await #expect(throws: CommandFailure.self) {
                try await AdminClient.withClient(of: address, token: nil) { client in
                    _ = try await client.get(["me"], as: DocumentValue.self)
                }
            }
            durations.append(ContinuousClock.now - start)
            #expect(failure?.status == .unavailable)
            #expect(failure?.reasons == ["nothing listens there"])
        } while durations.last ?? .zero >= Self.patience && durations.count < 5

        #expect(durations.min() ?? .zero < Self.patience, "\(durations)")
    }
}
