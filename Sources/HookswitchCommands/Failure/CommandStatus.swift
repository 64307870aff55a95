/// How a command ends, as its exit code.
enum CommandStatus: Int32, CaseIterable, Sendable {
    /// All went well.
    case success = 0
    /// The command failed, or its input was refused.
    case failed = 1
    /// It was cancelled at its question, or the server refused to start.
    case cancelled = 2
    /// The token is missing, unknown or not allowed to do this.
    case authentication = 4
    /// Somebody else's change stands in the way.
    case conflict = 5
    /// The command worked, and what it checked did not pass.
    case checkNotPassed = 6
    /// The server or the database is away or did not answer in time; trying again later may help.
    case unavailable = 7
    /// The command line is wrong: `EX_USAGE` of sysexits.h.
    case usage = 64
    /// Ctrl-C: 128 and the number of SIGINT, as shells say it.
    case interrupted = 130
}
