/// A place among the verifications that are under way, or wait for it. It is given back with the last reference: a client that
/// goes away before the answer begins leaves nobody who could say so.
final class VerificationPlace: Sendable {
    private let leave: @Sendable () -> Void

    init(_ leave: @escaping @Sendable () -> Void) {
        self.leave = leave
    }

    deinit {
        self.leave()
    }
}
