import Dispatch
import Glibc

/// What Ctrl-C does to a command that goes on until then.
enum Interruption {
    /// How a command that was interrupted takes its leave.
    struct Parting: Hashable, Sendable {
        /// The exit code.
        let status: CommandStatus
        /// What is said.
        let words: String
    }

    /// Lets Ctrl-C end the process with 130, as a shell says of a program that an interrupt ended.
    static func endsProcess() {
        // Only what is safe in a signal handler (signal-safety(7)): `_exit` and nothing else.
        signal(SIGINT) { _ in _exit(130) }
    }

    /// Lets Ctrl-C end the process after some last words.
    ///
    /// - Parameter parting: Asked at that moment.
    /// - Returns: What keeps it so; until it is let go.
    static func endsProcess(with parting: @escaping @Sendable () -> Parting) -> any DispatchSourceSignal {
        // A signal that is ignored is still seen by the source, whose queue may do what no signal handler may.
        signal(SIGINT, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            let parting = parting()
            // The terminal has shown ^C in the middle of a line.
            StandardStream.say("\n" + parting.words)
            _exit(parting.status.rawValue)
        }
        source.resume()
        return source
    }
}
