import CallPlane
import ServiceLifecycle

/// A listener of ours; if it cannot listen it says which one it is and how to give it another address.
struct ListeningService: Service {
    /// What it serves, for messages.
    let name: String
    /// Where it was told to listen.
    let address: String
    /// The variable that sets the address.
    let variable: String
    /// The listener.
    let listener: any Service

    /// The system's reason; what to do about it is said here, the same for all listeners.
    private static func reason(_ error: any Error) -> String {
        guard case CallPlaneError.cannotListen(_, _, let reason) = error else { return "\(error)" }
        return reason
    }

    func run() async throws {
        do {
            try await self.listener.run()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw CommandFailure(
                .cancelled,
                code: "listen",
                "cannot serve \(self.name) on \(self.address)",
                why: [Self.reason(error)],
                fix: "stop what listens there, or choose another address with \(self.variable)"
            )
        }
    }
}
