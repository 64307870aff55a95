import ArgumentParser
import Foundation

/// A command that only looks, and so may look again and again: `--watch`.
protocol WatchableCommand: ShellCommand {
    /// Whether and how often it looks again.
    var watch: WatchOptions { get }
}

extension WatchableCommand {
    /// Where it prints its data: over the last picture if it looks again on a terminal.
    var data: CommandOutput {
        var output = self.common.data
        output.screenHeight = self.watch.screenHeight
        return output
    }

    /// Looks until somebody interrupts, if that was asked for; else once.
    func runWatched(sleep: (Duration) async throws -> Void = { try await Task.sleep(for: $0) }) async throws {
        guard let interval = self.watch.interval else {
            var once = self
            return try await once.run()
        }
        Interruption.endsProcess()
        // What is wrong with the command itself shows the first time, and ends it.
        var first = self
        try await first.run()
        while true {
            try await sleep(interval)
            var next = self
            do {
                try await next.run()
            } catch let failure as CommandFailure where failure.status == .unavailable {
                // A server that restarts comes back; whoever watches wants to see that.
                FailureBlock(failure).say(palette: self.common.talkPalette)
            }
        }
    }
}
