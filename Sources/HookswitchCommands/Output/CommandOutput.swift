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
    /// What of a list is shown.
    var layout = ListLayout()
    /// The lines of the screen on which each answer replaces the one before; `nil` prints one under the other.
    var screenHeight: Int?
    /// What shows it to people page by page; `nil` if it is simply printed.
    var pager: Pager?

    /// Prints a list. The rows are the table; the model, which may say more, is the JSON and YAML.
    func list<Row: ListDisplayable>(_ rows: [Row], model: some Encodable) throws {
        if self.format == .json || self.format == .yaml { return try self.model(model) }
        try self.put(self.listLines(rows))
        if self.format.isForPeople, rows.isEmpty { StandardStream.say(Row.emptyNotice) }
    }

    /// The lines of a list in every format that has a line for each row.
    func listLines<Row: ListDisplayable>(_ rows: [Row]) throws -> [String] {
        let positions = try self.layout.positions(in: Row.columns)
        switch self.format {
        case .name: return rows.map { TerminalText.visible($0.reference) }
        case .ndjson: return try rows.map { try Self.json($0, isCompact: true) }
        case .csv:
            let heading =
                self.layout.hasHeadings ? [CommaSeparatedText.line(positions.map { Row.columns[$0].name })] : []
            return heading + rows.map { CommaSeparatedText.line(Self.picked($0.cells.map(\.value), positions)) }
        case .table, .wide, .json, .yaml:
            guard !rows.isEmpty else { return [] }
            // Whoever names columns wants them: none leaves then.
            let columns = positions.map { self.layout.columns == nil ? Row.columns[$0] : Row.columns[$0].kept }
            let table = Table(columns: columns, rows: rows.map { Self.picked($0.cells.map(\.text), positions) })
            let width = self.format == .wide ? Int.max : self.width
            return table.lines(width: width, palette: self.palette, hasHeadings: self.layout.hasHeadings)
        }
    }

    /// Prints one thing.
    func detail(_ thing: some DetailDisplayable) throws {
        let width = self.format == .wide ? Int.max : self.width
        try self.lines(DetailSheet(thing.lines).lines(width: width, palette: self.palette), model: thing)
    }

    /// Prints lines that a command has laid out itself, or their model.
    func lines(_ lines: [String], model: some Encodable) throws {
        guard self.format.isForPeople else { return try self.model(model) }
        try self.put(lines)
    }

    private static func picked(_ cells: [String], _ positions: [Int]) -> [String] {
        positions.map { cells.indices.contains($0) ? cells[$0] : "" }
    }

    private func model(_ model: some Encodable) throws {
        switch self.format {
        case .ndjson: try self.put([try Self.json(model, isCompact: true)])
        // What a command does not print was refused before it ran: ``ShellCommand/formats``.
        case .table, .wide, .json, .csv, .name: try self.put([try Self.json(model)])
        case .yaml:
            let encoder = YAMLEncoder()
            encoder.options.sortKeys = true
            encoder.options.allowUnicode = true
            // Its text ends in a line feed.
            try StandardStream.output.write(try encoder.encode(model))
        }
    }

    private func put(_ lines: [String]) throws {
        if let screenHeight, self.format.isForPeople {
            try StandardStream.output.write(ScreenFrame(lines: lines, height: screenHeight).text)
        } else if let pager, self.format.isForPeople {
            try pager.show(lines.map { $0 + "\n" }.joined())
        } else {
            try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
        }
    }

    /// A model as JSON, without a line feed at its end.
    ///
    /// - Parameter isCompact: Whether it is one line, for programs, instead of an indented text for people, too.
    static func json(_ model: some Encodable, isCompact: Bool = false) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !isCompact { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(model), as: UTF8.self)
    }
}
