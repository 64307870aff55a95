/// The first of the failures of a pass that goes on behind each.
struct PassFailure {
    private var first: (any Error)?

    /// Notes a failure.
    ///
    /// - Throws: It, if the pass itself is to end.
    mutating func note(_ error: any Error) throws {
        guard !(error is CancellationError) else { throw error }
        self.first = self.first ?? error
    }

    /// Ends the pass.
    ///
    /// - Throws: The first failure.
    func conclude() throws {
        if let first { throw first }
    }
}
