import CPostgres
import Glibc

/// A descriptor that becomes readable when someone wants a thread that sleeps in `poll`.
final class WakeSignal: Sendable {
    let descriptor: Int32

    init() throws(PostgresError) {
        self.descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard self.descriptor >= 0 else { throw PostgresError(.system, "no descriptor is left for a connection") }
    }

    deinit {
        close(self.descriptor)
    }

    /// Wakes the thread, now or at its next `poll`.
    func raise() {
        // It can only fail by being raised 2^64 times already, and then the thread is awake.
        _ = eventfd_write(self.descriptor, 1)
    }

    /// Makes the descriptor silent again.
    func clear() {
        var count: eventfd_t = 0
        _ = eventfd_read(self.descriptor, &count)
    }

    /// Sleeps until the socket is ready, the signal is raised or the deadline passes.
    ///
    /// - Returns: What the socket is ready for, zero if it was not the socket.
    func poll(socket: Int32?, events: Int32, until deadline: ContinuousClock.Instant?) -> Int32 {
        var descriptors = [
            pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0),
            // `poll` skips a negative descriptor.
            pollfd(fd: socket ?? -1, events: Int16(truncatingIfNeeded: events), revents: 0),
        ]
        let count = Glibc.poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(until: deadline))
        guard count > 0 else { return 0 }
        if descriptors[0].revents != 0 { self.clear() }
        return Int32(descriptors[1].revents)
    }

    /// The time left as `poll` wants it: rounded up, so that it never returns early over and over.
    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let (seconds, attoseconds) = (deadline - .now).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        // A day is more than any deadline here, and keeps the product small.
        let bounded = min(seconds, 86_400)
        let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
        return Int32(bounded * 1_000 + attoseconds / attosecondsPerMillisecond + 1)
    }
}
