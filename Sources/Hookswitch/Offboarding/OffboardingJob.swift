import Logging
import ServiceLifecycle

/// Destroys tenants when their time has come, on whichever server is there.
struct OffboardingJob: Service {
    /// How late a tenant may be destroyed; looking costs one look into an index that is all but empty.
    private static let interval = Duration.seconds(2)

    let work: OffboardingWork
    let logger: Logger

    /// How long it leaves shipping alone when it could not get between: who asks for ``ShippingLock`` has all who ship wait. A
    /// frozen server is made to let go within some ten seconds.
    private static let heldInterval = 15.0...30.0

    /// Works until the server stops; what is left then, another server or the next start does.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isWorking = true
            var pause: Duration
            repeat {
                (isWorking, pause) = await self.runOnce(wasWorking: isWorking)
                // Cancellation, which ends the sleep, is how this service stops.
            } while (try? await Task.sleep(for: pause)) != nil
        }
    }

    /// - Returns: Whether it worked, so that an outage is logged when it begins and when it ends and not between; and when to
    ///   look again.
    private func runOnce(wasWorking: Bool) async -> (isWorking: Bool, pause: Duration) {
        do {
            try await self.work.runOnce()
            if !wasWorking { self.logger.notice("offboarded tenants are destroyed again when it is time") }
            return (true, Self.interval)
        } catch {
            if wasWorking, !Task.isCancelled {
                self.logger.warning("offboarded tenants cannot be destroyed", metadata: ["reason": "\(error)"])
            }
            let isHeld = error is ShippingLock.Held
            return (false, isHeld ? .seconds(Double.random(in: Self.heldInterval)) : Self.interval)
        }
    }
}
