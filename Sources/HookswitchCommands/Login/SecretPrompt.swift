import Foundation
import Glibc
import Routing

/// Asks for a secret at the terminal without showing it, or takes it from a pipe.
enum SecretPrompt {
    /// More than this is no secret.
    private static let maximumSize = 4096
    /// How often somebody who types nothing is asked whether the command goes on, in milliseconds.
    private static let glance: Int32 = 200

    /// Asks. What is piped in is read to its end, without a question.
    ///
    /// - Parameter instead: How to give it without being asked.
    /// - Throws: A ``CommandFailure`` of interruption at Ctrl-C; the terminal is as it was then. Of usage, if nothing is to be
    ///   asked.
    static func read(_ question: String, instead: String) throws(CommandFailure) -> Secret {
        guard StandardStream.isAnswerable else { return try Self.piped() }
        guard CommandManner.current.asks else { throw CommandFailure(unasked: question, instead: instead) }
        StandardStream.ask(question)
        let typed: SecretLine.Outcome
        do throws(CommandFailure) {
            typed = try Self.typed()
        } catch {
            StandardStream.ask("\n")
            throw error
        }
        // Enter was not shown either.
        StandardStream.ask("\n")
        switch typed {
        case .entered(let text): return Secret(text)
        case .tooLong: throw CommandFailure(.failed, code: "secret", "that is too long for a secret")
        case .typing, .interrupted: throw CommandFailure(.interrupted, code: "interrupted", "interrupted")
        }
    }

    /// Reads keys with echo off. Ctrl-C comes as a key, too, so that nothing ends the process before the terminal is
    /// restored.
    private static func typed() throws(CommandFailure) -> SecretLine.Outcome {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { throw Self.failure() }
        var hidden = before
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        // What was typed ahead was shown already; it is dropped rather than taken for a secret.
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { throw Self.failure() }
        defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }

        var line = SecretLine()
        var byte: UInt8 = 0
        while true {
            // Whoever gives the command up, `--timeout`, gets the terminal back as it was.
            guard !Task.isCancelled else { return .interrupted }
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&input, 1, Self.glance) != 0 else { continue }
            let count = Glibc.read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return .interrupted }
            let outcome = line.type(byte)
            if outcome != .typing { return outcome }
        }
    }

    private static func piped() throws(CommandFailure) -> Secret {
        let data: Data?
        do {
            data = try FileHandle.standardInput.read(upToCount: Self.maximumSize + 1)
        } catch {
            throw CommandFailure(.failed, code: "secret", "standard input cannot be read")
        }
        guard let data, data.count <= Self.maximumSize else {
            throw CommandFailure(
                .failed,
                code: "secret",
                data == nil ? "no secret came by standard input" : "standard input is too long for a secret"
            )
        }
        return Secret(String(decoding: data, as: UTF8.self))
    }

    private static func failure() -> CommandFailure {
        CommandFailure(
            .failed,
            code: "terminal",
            "the terminal cannot hide what is typed",
            why: [String(cString: strerror(errno))],
            fix: "send it by a pipe or name a file"
        )
    }
}
