import ArgumentParser

/// `--limit` of a list that grows for ever: the newest, unless more is wanted.
struct NewestListLimit: ListLimit {
    /// As many as a terminal shows without scrolling far; of days, more than a month.
    private static let defaultCount = 50

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int = NewestListLimit.defaultCount

    var count: Int { self.limit }
}
