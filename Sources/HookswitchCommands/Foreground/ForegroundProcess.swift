import Foundation
import Glibc

/// A program in the foreground of the terminal: Foundation's own way gives a program a process group, and a terminal stops who
/// reads from it in the background.
struct ForegroundProcess: Sendable {
    /// How often it is looked whether the program has ended; nobody sees so short a pause.
    private static let pause = Duration.milliseconds(20)
    /// How long a program that is told to end may take to put its terminal in order: less than `--timeout` leaves us.
    private static let graceCount = 50

    private let arguments: [String]
    private let environment: [String: String]

    /// Names a program.
    ///
    /// - Parameter arguments: The program's file, and what it is given.
    init(_ arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment
    }

    /// Runs it to its end.
    ///
    /// - Returns: The status as `waitpid` has it, or another than 0 if it could not be started.
    /// - Throws: A `CancellationError` if the task was cancelled; it and what it started have been ended then.
    func run() async throws -> Int32 {
        // Ctrl-C and Ctrl-\ are the program's while it runs, as system(3) has it.
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        defer {
            signal(SIGINT, interrupt)
            signal(SIGQUIT, quit)
        }
        var terminal = termios()
        let hasTerminal = tcgetattr(STDIN_FILENO, &terminal) == 0
        guard let pid = self.spawn() else { return -1 }
        while true {
            if let status = Self.status(of: pid) { return status }
            do {
                try await Task.sleep(for: Self.pause)
            } catch {
                Self.end(pid)
                if hasTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &terminal) }
                throw error
            }
        }
    }

    /// Starts it with the signals as a shell would hand them over: what we ignore, it and all that it starts would ignore, too.
    ///
    /// - Parameter standardInput: A descriptor that it reads from; `nil` for our own.
    /// - Returns: Its id; `nil` if it could not be started.
    func spawn(standardInput: Int32? = nil) -> pid_t? {
        var attributes = posix_spawnattr_t()
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let standardInput { posix_spawn_file_actions_adddup2(&actions, standardInput, STDIN_FILENO) }
        var argv = self.arguments.map { strdup($0) } + [nil]
        var envp = self.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for text in argv + envp { free(text) }
        }
        var pid: pid_t = 0
        guard let program = self.arguments.first,
            posix_spawn(&pid, program, &actions, &attributes, &argv, &envp) == 0
        else { return nil }
        return pid
    }

    /// How it ended; `nil` while it runs.
    static func status(of pid: pid_t) -> Int32? {
        var status: Int32 = 0
        while true {
            let found = waitpid(pid, &status, WNOHANG)
            if found == pid { return status }
            if found == 0 { return nil }
            guard errno == EINTR else { return -1 }
        }
    }

    /// Ends it and what it has started.
    static func end(_ pid: pid_t) {
        // The shell goes first, and with it the knowledge of who its children are.
        let family = Self.family(of: pid)
        for member in family { kill(member, SIGTERM) }
        for _ in 0..<Self.graceCount {
            guard Self.status(of: pid) == nil else { return }
            usleep(useconds_t(Self.pause / .microseconds(1)))
        }
        for member in family { kill(member, SIGKILL) }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }

    /// A process and all below it, as far as the kernel tells.
    private static func family(of pid: pid_t) -> [pid_t] {
        let path = "/proc/\(pid)/task/\(pid)/children"
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: " ").compactMap { pid_t($0) }.flatMap(Self.family) + [pid]
    }
}
