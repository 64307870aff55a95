import ArgumentParser

/// What a command prints its data as. The list is closed: another word is a usage error, never a silent default.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For people: columns or labelled lines that fit the terminal.
    case table
    /// For people with room: every column, uncut.
    case wide
    /// For programs: the model as JSON, members in alphabetical order.
    case json
    /// For programs and files: the model as YAML.
    case yaml
    /// For programs that read line by line: one JSON object a line.
    case ndjson
    /// For spreadsheets: a list's columns by RFC 4180.
    case csv
    /// For scripts: slugs or ids alone, one a line.
    case name

    /// What a command that shows one thing, or tells something in lines of its own, can print.
    static let ofOneThing: Set<OutputFormat> = [.table, .wide, .json, .yaml, .ndjson]

    /// What a command that lists things can print.
    static let ofLists = Set(Self.allCases)

    /// Whether it is laid out for people.
    var isForPeople: Bool {
        self == .table || self == .wide
    }

    /// Whether programs read it, errors included.
    var isForPrograms: Bool {
        [.json, .yaml, .ndjson].contains(self)
    }
}
