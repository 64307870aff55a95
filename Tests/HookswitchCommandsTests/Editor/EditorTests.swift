import Foundation
import Glibc
import HookswitchTesting
import Testing

@testable import HookswitchCommands

/// Editors: when one is started, and how it ends.
@Suite struct EditorTests {
    @Test(
        arguments: [
            (false, true, [:], true), (true, true, [:], false), (true, true, ["EDITOR": "sed"], false),
            (false, false, [:], false), (false, false, ["EDITOR": "sed -i s/a/b/"], true),
            (false, false, ["EDITOR": "", "VISUAL": "x"], true), (false, false, ["EDITOR": ""], false),
        ] as [(Bool, Bool, [String: String], Bool)]
    )
    func editorIsStartedWhereSomebodyCanWorkWithIt(
        _ noInput: Bool,
        _ isAnswerable: Bool,
        _ environment: [String: String],
        _ isStarted: Bool
    ) {
        let refusal: CommandFailure?
        do throws(CommandFailure) {
            try EditedText.check(
                noInput: noInput,
                isAnswerable: isAnswerable,
                environment: environment,
                instead: "hookswitch x"
            )
            refusal = nil
        } catch {
            refusal = error
        }

        #expect((refusal == nil) == isStarted)
        #expect(refusal.map { $0.status == .usage && $0.problem.fix == "hookswitch x" } ?? true)
    }

    /// The end of a pipe that nobody reads ends a program, unless it was started with SIGPIPE ignored, as we ourselves are.
    @Test func editorHasTheSignalsOfAShell() async throws {
        // As the program does at its start; nothing in these tests wants it otherwise.
        _ = signal(SIGPIPE, SIG_IGN)
        try await TemporaryDirectory.withDirectory { directory in
            let found = directory + "/ignored"
            let program = ForegroundProcess(
                ["/bin/sh", "-c", "grep SigIgn /proc/self/status > \"$1\"", "sh", found],
                environment: ["PATH": "/usr/bin:/bin"]
            )

            #expect(try await program.run() == 0)

            let line = try String(contentsOfFile: found, encoding: .utf8)
            let mask = try #require(line.split(whereSeparator: \.isWhitespace).last.flatMap { UInt64($0, radix: 16) })
            for number in [SIGPIPE, SIGINT, SIGQUIT] { #expect(mask & (1 << UInt64(number - 1)) == 0, "\(line)") }
        }
    }

    /// `--timeout` ends the editor and what it started, and not the command alone.
    @Test func editorEndsWithItsCommand() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let pid = directory + "/pid"
            let program = ForegroundProcess(
                ["/bin/sh", "-c", "sh -c 'echo $$ > \"'\"$1\"'\"; exec sleep 60'; true", "sh", pid],
                environment: ["PATH": "/usr/bin:/bin"]
            )
            let work = Task { try await program.run() }
            var editor: pid_t?
            for _ in 0..<500 where editor == nil {
                editor = (try? String(contentsOfFile: pid, encoding: .utf8))
                    .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
                try await Task.sleep(for: .milliseconds(20))
            }
            let sleeper = try #require(editor)

            work.cancel()

            await #expect(throws: CancellationError.self) { try await work.value }
            // Its zombie, if any, is the business of whoever adopted it.
            var isThere = true
            for _ in 0..<100 where isThere {
                let status = try? String(contentsOfFile: "/proc/\(sleeper)/status", encoding: .utf8)
                isThere = status.map { !$0.contains("State:\tZ") } ?? false
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(!isThere)
        }
    }
}
