import ArgumentParser

/// A command of ours: it has the common options, so that its errors are printed as its data would be.
protocol ShellCommand: AsyncParsableCommand {
    /// What it can print its data as. Anything else is refused before the command does anything.
    static var formats: Set<OutputFormat> { get }
    /// What every command understands.
    var common: CommonOptions { get }
}

extension ShellCommand {
    static var formats: Set<OutputFormat> { OutputFormat.ofOneThing }
}
