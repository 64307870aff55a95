import ArgumentParser
import Hookswitch

/// `hookswitch config explain`
struct ConfigExplain: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell of every setting where its value comes from. Values that may be secret are not shown.",
        usage: "hookswitch config explain [--config <file>]"
    )

    /// One setting.
    struct Row: ListDisplayable {
        private enum CodingKeys: String, CodingKey {
            case key, environment, origin
            case defaultValue = "default"
        }

        static let columns = [
            TableColumn("SETTING"), TableColumn("FROM", .cut(16)), TableColumn("DEFAULT", .optional(1)),
        ]
        static let emptyNotice = "There are no settings."

        /// The key in the file.
        let key: String
        /// The variable.
        let environment: String
        /// Where the value came from.
        let origin: String
        /// What holds when nobody sets it.
        let defaultValue: String?

        var cells: [TableCell] { [.text(self.key), .text(self.origin), .text(self.defaultValue)] }
    }

    /// What JSON wraps the rows in.
    private struct Report: Encodable {
        let data: [Row]
    }

    @OptionGroup var paging: PagerOptions
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    private var data: CommandOutput {
        var output = self.common.data
        output.pager = self.paging.pager
        return output
    }

    func run() async throws {
        let origins = try self.configuration.load().origins
        let rows = Configuration.settings.map { setting in
            Row(
                key: setting.key,
                environment: setting.environmentName,
                origin: origins[setting.key, default: .default].description,
                defaultValue: setting.defaultText
            )
        }
        try self.data.list(rows, model: Report(data: rows))
    }
}
