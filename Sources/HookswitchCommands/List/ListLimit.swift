import ArgumentParser

/// How much of a list is asked for: `--limit`.
protocol ListLimit: ParsableArguments {
    /// So many at most.
    var count: Int { get }
}

extension ListLimit {
    func validate() throws {
        guard self.count > 0 else { throw ValidationError("--limit is 1 or more.") }
    }
}
