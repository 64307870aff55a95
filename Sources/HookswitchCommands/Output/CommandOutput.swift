import Foundation
import Yams

/// The one place where commands print their data.
struct CommandOutput: Sendable {
    /// What data is printed as.
    let format: OutputFormat
    /// The colours of standard output.
    let palette: Palette
    /// The columns of standard output.
    let width: Int

    /// Prints a list. The rows are the table; the model, which may say more, is the JSON and YAML.
    func list<Row: ListDisplayable>(_ rows: [Row], model: some Encodable) throws {
        guard self.format == .table else { return try self.model(model) }
        guard !rows.isEmpty else { return StandardStream.say(Row.emptyNotice) }
        let table = Table(columns: Row.columns, rows: rows.map(\.cells))
        try self.put(table.lines(width: self.width, palette: self.palette))
    }

    /// Prints one thing.
    func detail(_ thing: some DetailDisplayable) throws {
        try self.lines(DetailSheet(thing.lines).lines(width: self.width, palette: self.palette), model: thing)
    }

    /// Prints lines that a command has laid out itself, or their model.
    func lines(_ lines: [String], model: some Encodable) throws {
        guard self.format == .table else { return try self.model(model) }
        try self.put(lines)
    }

    private func model(_ model: some Encodable) throws {
        switch self.format {
        case .table, .json: try self.put([try Self.json(model)])
        case .yaml:
            let encoder = YAMLEncoder()
            encoder.options.sortKeys = true
            encoder.options.allowUnicode = true
            // Its text ends in a line feed.
            try StandardStream.output.write(try encoder.encode(model))
        }
    }

    private func put(_ lines: [String]) throws {
        try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }

    /// A model as JSON for people and programs, without a line feed at its end.
    static func json(_ model: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(model), as: UTF8.self)
    }

    /// A model as JSON in one line, for streams.
    static func jsonLine(_ model: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(model), as: UTF8.self)
    }
}
