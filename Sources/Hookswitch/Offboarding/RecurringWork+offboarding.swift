import Logging

extension RecurringWork {
    /// How late a tenant may be destroyed; looking costs one look into an index that is all but empty.
    private static let offboardingRest = Duration.seconds(2)
    /// How long it leaves shipping alone when it could not get between: who asks for ``ShippingLock`` has all who ship wait. A
    /// frozen server is made to let go within some ten seconds.
    private static let heldSeconds = 15.0...30.0

    /// Destroys tenants when their time has come, on whichever server is there.
    static func offboarding(_ work: OffboardingWork, logger: Logger) -> RecurringWork {
        RecurringWork(
            words: Words(
                failing: "offboarded tenants cannot be destroyed",
                again: "offboarded tenants are destroyed again when it is time"
            ),
            logger: logger,
            restAfterFailure: { error in
                error is ShippingLock.Held ? .seconds(Double.random(in: Self.heldSeconds)) : Self.offboardingRest
            },
            runOnce: {
                try await work.runOnce()
                return Self.offboardingRest
            }
        )
    }
}
