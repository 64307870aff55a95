/// Shows progress on standard error.
final class ProgressLine {
    private let isTerminal = StandardStream.error.isTerminal
    private let startedAt = ContinuousClock.now
    private var progress: ImportProgress

    init(_ progress: ImportProgress) {
        self.progress = progress
        if self.isTerminal { self.draw() }
    }

    /// Counts something that is done.
    func add(isFailed: Bool) {
        self.progress.add(isFailed: isFailed)
        if self.isTerminal {
            self.draw()
        } else if let line = self.progress.stepLine {
            StandardStream.say(line)
        }
    }

    /// Leaves the line, so that what is said next has one of its own.
    func end() {
        if self.isTerminal { StandardStream.say("") }
    }

    private func draw() {
        // To the line's beginning, and what stood there is erased to its end.
        StandardStream.ask("\r" + self.progress.bar(after: .now - self.startedAt) + "\u{1B}[K")
    }
}
