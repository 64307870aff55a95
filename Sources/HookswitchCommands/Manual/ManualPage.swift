import ArgumentParser

/// A man page of one command, in the man macros of roff (man(7)).
struct ManualPage: Sendable {
    private let words: [String]
    private let configuration: CommandConfiguration
    private let arguments: [CommandDescription.Argument]
    private let children: [(name: String, abstract: String)]

    /// Describes a command.
    init(of path: CommandPath) throws {
        self.words = path.words
        self.configuration = path.command.configuration
        self.arguments = try CommandDescription(of: path.command).shownArguments
        self.children = path.command.configuration.subcommands.map {
            ($0.configuration.commandName ?? "", $0.configuration.abstract)
        }
    }

    /// The page's source. Only ASCII, so that every roff in every locale reads it.
    var roff: String {
        let name = self.words.joined(separator: "-")
        var lines = [
            ".TH \(Roff.quoted(name.uppercased())) 1 \"\" \(Roff.quoted("hookswitch " + HookswitchVersion.current))"
                + " \"Hookswitch\"",
            // Commands and addresses are copied: they are neither hyphenated nor stretched.
            ".nh", ".ad l",
            ".SH NAME", "\(Roff.escaped(name)) \\- \(Roff.escaped(self.configuration.abstract))",
            ".SH SYNOPSIS",
        ]
        lines += self.synopsis.flatMap { [Roff.line($0), ".br"] }.dropLast()
        if !self.configuration.discussion.isEmpty {
            lines.append(".SH DESCRIPTION")
            lines += Roff.paragraphs(self.configuration.discussion)
        }
        if !self.children.isEmpty {
            lines.append(".SH COMMANDS")
            lines += self.children.flatMap { Roff.item($0.name, $0.abstract) }
        }
        lines += self.section("ARGUMENTS", self.arguments.filter { $0.kind == "positional" })
        lines += self.section("OPTIONS", self.arguments.filter { $0.kind != "positional" })
        let examples = ManualExample.all(of: self.words.dropFirst().joined(separator: " "))
        if !examples.isEmpty {
            lines.append(".SH EXAMPLES")
            lines += examples.flatMap { Roff.item($0.command, $0.text) }
        }
        lines.append(".SH EXIT STATUS")
        lines += CommandStatus.allCases.flatMap { Roff.item(String($0.rawValue), $0.meaning) }
        lines.append(".SH ENVIRONMENT")
        lines += Self.environment.flatMap { Roff.item($0.name, $0.text) }
        lines += [".SH FILES"] + Roff.item("$XDG_CONFIG_HOME/hookswitch/config.yaml", "Profiles: hookswitch login.")
        lines += [".SH SEE ALSO", Roff.line(self.neighbours.map { "hookswitch man \($0)" }.joined(separator: ", "))]
        return lines.map { $0 + "\n" }.joined()
    }

    private static let environment: [(name: String, text: String)] = [
        ("HOOKSWITCH_URL", "The address of the admin API."),
        ("HOOKSWITCH_TOKEN", "The API token."),
        ("HOOKSWITCH_PROFILE", "The profile that is used."),
        ("HOOKSWITCH_PAGER", "The program of --pager, before PAGER and less; empty for none."),
        ("NO_COLOR", "Not empty: no colours."),
    ]

    /// Commands to read next: those below, else those beside, else the root.
    private var neighbours: [String] {
        let path = self.words.dropFirst().joined(separator: " ")
        if !self.children.isEmpty {
            return self.children.map { path.isEmpty ? $0.name : path + " " + $0.name }
        }
        return [self.words.dropFirst().dropLast().joined(separator: " "), "exit-codes"].filter { !$0.isEmpty }
    }

    private var synopsis: [String] {
        if let usage = self.configuration.usage, !usage.isEmpty {
            return usage.split(separator: "\n").map(String.init)
        }
        let place = self.children.isEmpty ? [] : ["<subcommand>"]
        let options = self.arguments.contains { $0.kind != "positional" } ? ["[<options>]"] : []
        let positionals = self.arguments.filter { $0.kind == "positional" }.map { argument in
            let name = "<\(argument.valueName ?? "value")>" + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "[\(name)]" : name
        }
        return [(self.words + options + place + positionals).joined(separator: " ")]
    }

    private func section(_ title: String, _ arguments: [CommandDescription.Argument]) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return [".SH \(title)"] + arguments.flatMap { Roff.item(Self.heading($0), Self.text($0)) }
    }

    private static func heading(_ argument: CommandDescription.Argument) -> String {
        let value = "<\(argument.valueName ?? "value")>"
        guard argument.kind != "positional" else { return value }
        let names = (argument.names ?? []).sorted { $0.typed.count < $1.typed.count }.map(\.typed)
        return names.joined(separator: ", ") + (argument.kind == "option" ? " " + value : "")
    }

    private static func text(_ argument: CommandDescription.Argument) -> String {
        var text = argument.abstract ?? ""
        if let values = argument.allValues, !values.isEmpty { text += " One of: \(values.joined(separator: ", "))." }
        if argument.kind == "option", let value = argument.defaultValue { text += " Default: \(value)." }
        return text
    }
}
