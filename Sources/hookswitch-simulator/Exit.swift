import ArgumentParser

/// How the command ends when it cannot do its work; wrong usage is ArgumentParser's own 64.
enum Exit {
    /// The scenario, the port or a file is not to be had; the log says which.
    static let startFailed = ExitCode(2)
}
