import Synchronization

/// How many calls of a tenant this server has answered, and when the last was. It outlives every change of the tenant.
final class TenantActivity: Sendable {
    private let count = Atomic<Int>(0)
    private let microseconds = Atomic<Int64>(0)

    /// Calls answered since the server started.
    var callCount: Int {
        self.count.load(ordering: .relaxed)
    }

    /// When the last call was decided; `nil` if there was none yet.
    var lastCallAt: Moment? {
        let microseconds = self.microseconds.load(ordering: .relaxed)
        return microseconds == 0 ? nil : Moment(microseconds: microseconds)
    }

    /// Counts a call. It waits for nothing, for it is done on the event loop.
    func note(at moment: Moment) {
        self.count.wrappingAdd(1, ordering: .relaxed)
        self.microseconds.store(moment.microseconds, ordering: .relaxed)
    }
}
