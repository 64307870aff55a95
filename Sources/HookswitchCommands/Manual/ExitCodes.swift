import ArgumentParser

/// `hookswitch exit-codes`
struct ExitCodes: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "exit-codes",
        abstract: "Say what the exit codes mean.",
        usage: "hookswitch exit-codes [-o json]",
        discussion: CommandStatus.allCases.map { "\($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    )

    static let formats = OutputFormat.ofLists

    /// One of them.
    struct Row: Codable, ListDisplayable {
        let code: Int32
        let meaning: String

        static var columns: [TableColumn] { [TableColumn("CODE", isNumeric: true), TableColumn("MEANING")] }
        static var emptyNotice: String { "" }
        var cells: [TableCell] { [.number(self.code), .text(self.meaning)] }
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let rows = CommandStatus.allCases.map { Row(code: $0.rawValue, meaning: $0.meaning) }
        try self.common.data.list(rows, model: ListPage(object: "list", data: rows, hasMore: false, nextCursor: nil))
    }
}
