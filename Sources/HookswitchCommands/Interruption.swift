import Glibc

/// What Ctrl-C does to a command that goes on until then.
enum Interruption {
    /// Lets Ctrl-C end the process with 130, as a shell says of a program that an interrupt ended.
    static func endsProcess() {
        // Only what is safe in a signal handler (signal-safety(7)): `_exit` and nothing else.
        signal(SIGINT) { _ in _exit(130) }
    }
}
