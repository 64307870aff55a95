import ArgumentParser

/// What every list understands besides the common options.
struct ListOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these columns, in this order, such as tenant,state.", valueName: "a,b"))
    var columns: String?

    @Flag(help: "Print no headings.")
    var noHeaders = false

    @OptionGroup var watching: WatchOptions
    @OptionGroup var paging: PagerOptions

    /// What of the list is shown.
    var layout: ListLayout {
        let names = self.columns?.split(separator: ",", omittingEmptySubsequences: true)
            .map { String($0).trimmingPrefix(while: { $0 == " " }) }
            .map(String.init)
        return ListLayout(columns: names, hasHeadings: !self.noHeaders)
    }

    func validate() throws {
        guard !self.paging.isPaged || self.watching.watch == nil else {
            throw ValidationError("--pager waits for you and --watch does not: give one of them.")
        }
        guard let columns, !columns.contains(where: { $0 != "," && $0 != " " }) else { return }
        throw ValidationError("--columns names at least one column.")
    }
}
