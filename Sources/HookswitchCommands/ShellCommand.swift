import ArgumentParser

/// A command of ours: it has the common options, so that its errors are printed as its data would be.
protocol ShellCommand: AsyncParsableCommand {
    /// What every command understands.
    var common: CommonOptions { get }
}
