import ArgumentParser

/// `--limit` of a list that is as short as an installation is small: all of it, unless less is wanted.
struct WholeListLimit: ListLimit {
    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int?

    var count: Int { self.limit ?? .max }
}
