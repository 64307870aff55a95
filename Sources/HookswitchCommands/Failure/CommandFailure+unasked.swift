extension CommandFailure {
    /// Something would have been asked at the terminal, and `--no-input` forbids that.
    ///
    /// - Parameters:
    ///   - question: What would have been asked.
    ///   - instead: How to answer it in the command line.
    init(unasked question: String, instead: String) {
        let question = question.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        self.init(
            .usage,
            code: "input_needed",
            "this has to be asked, and --no-input forbids it",
            why: [question],
            fix: instead
        )
    }
}
