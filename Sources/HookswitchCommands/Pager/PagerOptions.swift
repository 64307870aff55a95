import ArgumentParser
import Foundation

/// `--pager` of commands whose answers may be longer than a screen.
struct PagerOptions: ParsableArguments {
    @Flag(name: .customLong("pager"), help: "Page by page at a terminal: HOOKSWITCH_PAGER, PAGER or less.")
    var isPaged = false

    /// What shows it; `nil` if it is simply printed: nobody asked for more, or nobody looks.
    var pager: Pager? {
        guard self.isPaged, StandardStream.output.isTerminal else { return nil }
        return Pager(environment: ProcessInfo.processInfo.environment)
    }
}
