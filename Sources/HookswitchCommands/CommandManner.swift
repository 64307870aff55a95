/// How a command behaves towards whoever started it, as its common options say: how much it talks, and whether it asks.
struct CommandManner: Hashable, Sendable {
    /// How much is said on standard error.
    enum Talk: Int, Comparable, Sendable {
        /// Errors alone.
        case errors
        /// What a person wants to know: the usual.
        case usual
        /// Also which server was asked, by which request, and how long it took.
        case requests
        /// Also the head of each request and answer.
        case heads

        static func < (one: Talk, other: Talk) -> Bool { one.rawValue < other.rawValue }
    }

    /// How much is said.
    var talk = Talk.usual
    /// Whether questions are asked at the terminal.
    var asks = true

    /// The manner of the command that runs. It goes down with the task, so that what talks deep below needs no options.
    @TaskLocal static var current = CommandManner()
}
