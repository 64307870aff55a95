import ArgumentParser

extension LookBack: ExpressibleByArgument {
    /// Reads an argument.
    init?(argument: String) {
        self.init(parsing: argument)
    }
}
