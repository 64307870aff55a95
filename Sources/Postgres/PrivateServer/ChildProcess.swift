import CPostgres
import Glibc

/// Runs a program to its end. It blocks, so it belongs on a ``DedicatedThread``.
enum ChildProcess {
    /// How a program ended.
    struct Outcome: Sendable {
        /// The exit code, or `nil` for a signal.
        let code: Int32?
        /// What it printed, standard output and error in one.
        let output: String
    }

    /// What is kept of a program's output; the rest is read and dropped.
    static let maximumOutputLength = 65_536

    /// Runs a program in `/`, in a process group of its own, with a small environment and no descriptor of ours.
    ///
    /// - Throws: ``PostgresError/Kind/privateServer`` if it cannot start or does not end by the deadline, when it is
    ///   killed.
    static func run(_ arguments: [String], until deadline: ContinuousClock.Instant) throws(PostgresError) -> Outcome {
        let program = arguments.first ?? ""
        var ends: [Int32] = [-1, -1]
        guard hookswitch_pipe2(&ends, O_CLOEXEC) == 0 else { throw PostgresError(.system, "no descriptor is left") }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        let child = Self.spawn(arguments, output: writeEnd)
        close(writeEnd)
        defer { close(readEnd) }
        guard let child else { throw PostgresError(.privateServer, "\(program) could not be started") }

        let (output, isComplete) = Self.read(readEnd, until: deadline)
        if !isComplete { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard isComplete else { throw PostgresError(.privateServer, "\(program) did not end in time") }
        // The C macros WIFEXITED and WEXITSTATUS do not reach Swift.
        return Outcome(code: status & 0x7F == 0 ? (status >> 8) & 0xFF : nil, output: output)
    }

    private static func spawn(_ arguments: [String], output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
        hookswitch_spawn_add_closefrom(&actions, STDERR_FILENO + 1)
        hookswitch_spawn_add_chdir(&actions, "/")

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        // A group of its own: Ctrl-C is for us, and we stop the server in our own time.
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))

        let variables = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "HOME=/"]
        var argumentPointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + environment { free(pointer) } }
        var child = pid_t()
        let failure = posix_spawn(
            &child,
            arguments.first ?? "",
            &actions,
            &attributes,
            &argumentPointers,
            &environment
        )
        return failure == 0 ? child : nil
    }

    /// Reads until the writer has closed its end, or the deadline passes.
    private static func read(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> (String, Bool) {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Looks at the clock once a second at least.
            _ = poll(&poller, 1, 1_000)
            if poller.revents != 0 {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count > 0 {
                    output += buffer[..<count].prefix(max(0, Self.maximumOutputLength - output.count))
                    continue
                }
                if count == 0 || errno != EINTR { return (String(decoding: output, as: UTF8.self), true) }
            }
            if deadline <= .now { return (String(decoding: output, as: UTF8.self), false) }
        }
    }
}
