import Foundation

/// An error as a person reads it: what happened, why, how to mend it, and what to quote.
struct FailureBlock {
    /// More issues than this are counted, not shown: somebody fixes a few and runs the command again.
    static let maximumIssueCount = 50

    /// Lines are wrapped no narrower than this, whatever the terminal.
    private static let minimumWidth = 20

    private let failure: CommandFailure

    /// Makes the block of a failure.
    init(_ failure: CommandFailure) {
        self.failure = failure
    }

    /// The block's lines, wrapped to a width; `nil` leaves them long, for logs and scripts.
    func lines(palette: Palette, width: Int? = nil) -> [String] {
        self.unwrappedLines(palette: palette).flatMap { line in
            guard let width, TerminalText.width(line) > width else { return [line] }
            let indent = String(line.prefix { $0 == " " })
            let room = max(Self.minimumWidth, width - indent.count)
            return DetailSheet.wrapped(String(line.dropFirst(indent.count)), to: room).map { indent + $0 }
        }
    }

    /// Says it on standard error, wrapped if that is a terminal.
    func say(palette: Palette) {
        let stream = StandardStream.error
        let width = stream.isTerminal ? stream.width(environment: ProcessInfo.processInfo.environment) : nil
        self.lines(palette: palette, width: width).forEach(StandardStream.complain)
    }

    private func unwrappedLines(palette: Palette) -> [String] {
        let problem = self.failure.problem
        var lines = [palette.bad("error:") + " " + TerminalText.visible(self.headline)]
        for reason in self.failure.reasons {
            lines.append("  " + TerminalText.visible(reason))
        }
        lines += self.issueLines(problem.errors ?? [])
        if let fix = problem.fix {
            lines.append("  " + palette.bold("try:") + " " + TerminalText.visible(fix))
        }
        if let requestID = problem.requestID {
            lines.append("  " + palette.faint("request: " + TerminalText.visible(requestID)))
        }
        return lines
    }

    /// A server's detail says more than its title; our own title is the sentence itself.
    private var headline: String {
        let problem = self.failure.problem
        let isServers = problem.status != nil
        return (isServers ? problem.detail ?? problem.title : problem.title ?? problem.detail) ?? "unknown problem"
    }

    private func issueLines(_ issues: [Problem.Issue]) -> [String] {
        var lines: [String] = []
        for issue in issues.prefix(Self.maximumIssueCount) {
            let parts = [self.place(issue), issue.path ?? issue.pointer].compactMap { $0 }
            let place = parts.filter { !$0.isEmpty }.joined(separator: ": ")
            lines.append("  " + TerminalText.visible(place.isEmpty ? "document" : place))
            lines.append("      " + TerminalText.visible(issue.detail))
        }
        if issues.count > Self.maximumIssueCount {
            lines.append("  and \(issues.count - Self.maximumIssueCount) more")
        }
        return lines
    }

    /// `tenant.yaml:14` as compilers write it, so that editors can jump there.
    private func place(_ issue: Problem.Issue) -> String? {
        let source = self.failure.source
        if let line = issue.line { return source.map { "\($0):\(line)" } ?? "line \(line)" }
        if let document = issue.document { return (source.map { $0 + ", " } ?? "") + "document \(document + 1)" }
        return source
    }
}
