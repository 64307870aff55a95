import Foundation
import Glibc

/// A program that shows a text page by page in the foreground of the terminal.
struct Pager: Sendable {
    /// What shows it where nobody chose: less ends by itself if all fits on a screen (F), shows colours (R), and leaves the text
    /// where it is (X).
    static let standard = "less -FRX"
    /// The same for a `less` that was chosen without options.
    private static let lessOptions = "FRX"
    /// How a shell says that a program cannot be started, and that it is not there.
    private static let unstarted: ClosedRange<Int32> = 126...127
    /// How often it is looked whether there is still time, in milliseconds.
    private static let glance: Int32 = 200
    /// How often it is looked whether the pager has ended, in microseconds; nobody sees so short a pause.
    private static let pause: useconds_t = 20_000

    /// The pager's command as a shell has it.
    let command: String
    private let environment: [String: String]

    /// Finds the pager.
    ///
    /// - Returns: `nil` if there is to be none: an empty variable, or `cat`.
    init?(environment: [String: String]) {
        let chosen = environment["HOOKSWITCH_PAGER"] ?? environment["PAGER"] ?? Self.standard
        let command = chosen.trimmingCharacters(in: .whitespaces)
        guard !command.isEmpty, command != "cat" else { return nil }
        self.command = command
        self.environment = environment.merging(["LESS": Self.lessOptions]) { own, _ in own }
    }

    /// Whether its program is there, as far as its first word tells; what only a shell understands, the shell will tell.
    var isThere: Bool {
        let word = self.command.prefix { $0 != " " && $0 != "\t" }
        guard word.utf8.allSatisfy({ !"\"'\\$`=;&|<>()*?[~".utf8.contains($0) }) else { return true }
        if word.contains("/") { return FileManager.default.isExecutableFile(atPath: String(word)) }
        let directories = (self.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return directories.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(word)") }
    }

    /// Shows a text until somebody has seen enough; where no pager starts, it is simply printed.
    ///
    /// - Throws: A `CancellationError` if there is no more time, when the pager has been ended.
    func show(_ text: String) throws {
        guard !text.isEmpty else { return }
        guard self.isThere, let status = try self.page(text), !Self.unstarted.contains(status) else {
            StandardStream.complain(
                "The pager \(TerminalText.visible(self.command)) cannot be started: printed without."
            )
            return try StandardStream.output.write(text)
        }
    }

    /// Starts the pager, gives it the text and waits for its end.
    ///
    /// - Returns: Its exit code; `nil` if not even a shell could be started.
    private func page(_ text: String) throws -> Int32? {
        // Ctrl-C and Ctrl-\ are the pager's while it runs.
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        var terminal = termios()
        let hasTerminal = tcgetattr(StandardStream.output.rawValue, &terminal) == 0
        defer {
            signal(SIGINT, interrupt)
            signal(SIGQUIT, quit)
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        // Our end is not the pager's: it would wait for itself to say that there is no more.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let process = ForegroundProcess(["/bin/sh", "-c", self.command], environment: self.environment)
        let pid = process.spawn(standardInput: ends[0])
        close(ends[0])
        guard let pid else {
            close(ends[1])
            return nil
        }
        do {
            try Self.give(text, to: ends[1])
            close(ends[1])
            return try Self.end(of: pid)
        } catch {
            ForegroundProcess.end(pid)
            if hasTerminal { tcsetattr(StandardStream.output.rawValue, TCSANOW, &terminal) }
            throw error
        }
    }

    /// Writes to the pager as fast as it reads. One that has gone has seen enough.
    private static func give(_ text: String, to descriptor: Int32) throws {
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard !Task.isCancelled else {
                close(descriptor)
                throw CancellationError()
            }
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&room, 1, Self.glance)
            } else if errno != EINTR {
                return
            }
        }
    }

    /// Waits until the pager has ended.
    private static func end(of pid: pid_t) throws -> Int32 {
        while true {
            // The exit code is in the second byte, as wait(2) has it; a signal is none.
            if let status = ForegroundProcess.status(of: pid) { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 0 }
            guard !Task.isCancelled else { throw CancellationError() }
            usleep(Self.pause)
        }
    }
}
