import ArgumentParser

/// What a command prints its data as. The list is closed: another word is a usage error, never a silent default.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// For people: columns or labelled lines that fit the terminal.
    case table
    /// For programs: the model as JSON, members in alphabetical order.
    case json
    /// For programs and files: the model as YAML.
    case yaml
}
