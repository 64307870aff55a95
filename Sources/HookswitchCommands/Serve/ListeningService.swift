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

    func run() async throws {
        do {
            try await self.listener.run()
        } catch let error as CancellationError {
            throw error
        } catch CallPlaneError.listenerClosed {
            // Starting again helps, so it is not the exit code that says it would not.
            throw CommandFailure(.failed, code: "listen", "the socket of \(self.name) was lost")
        } catch CallPlaneError.certificate(let error) {
            throw CommandFailure(error)
        } catch {
            // The system's reason; what to do about it is said here, the same for all listeners.
            let reason =
                if case CallPlaneError.cannotListen(_, _, let reason) = error { reason } else { "\(error)" }
            throw CommandFailure(
                .cancelled,
                code: "listen",
                "cannot serve \(self.name) on \(self.address)",
                why: [reason],
                fix: "stop what listens there, or choose another address with \(self.variable)"
            )
        }
    }
}
