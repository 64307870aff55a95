/// A command that lists things.
protocol ListCommand: WatchableCommand {
    /// What of the list is shown, and how often.
    var list: ListOptions { get }
}

extension ListCommand {
    static var formats: Set<OutputFormat> { OutputFormat.ofLists }

    var watch: WatchOptions { self.list.watching }

    /// Where it prints its list.
    var data: CommandOutput {
        var output = self.common.data
        output.layout = self.list.layout
        output.screenHeight = self.watch.screenHeight
        output.pager = self.list.paging.pager
        return output
    }
}
