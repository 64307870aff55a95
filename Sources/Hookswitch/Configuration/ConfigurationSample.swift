/// The annotated `hookswitch.yaml`, made from the settings themselves.
///
/// It is either a sample, each setting with its default, or a file of somebody's own, where what they chose stands and all else is
/// a remark: so a later version's defaults hold.
public struct ConfigurationSample: Sendable {
    /// Columns of a comment; the file is read in terminals.
    private static let lineLength = 100

    /// The file's text.
    public let text: String

    /// A sample of these settings, each with its default.
    public init(_ settings: [Setting] = Configuration.settings) {
        self.init(
            settings,
            first: "# Hookswitch's settings, each with its default. What has no default is commented out.",
            last: "# Written from Sources/Hookswitch/Configuration by `make sample`.",
            value: \.defaultText
        )
    }

    /// A file with these values, by key, of settings that are no secret.
    public init(chosen: [String: String]) {
        self.init(
            Configuration.settings,
            first: "# Hookswitch's settings. What is commented out has the default that stands there, or none.",
            last: "# Written by `hookswitch setup production`.",
            value: { chosen[$0.key] }
        )
    }

    private init(_ settings: [Setting], first: String, last: String, value: (Setting) -> String?) {
        var lines = [
            first,
            "#",
            "# A setting is looked for on the command line, in the environment, as a file in systemd's credentials",
            "# directory, here, and then takes its default. An unknown key or a value that does not convert stops",
            "# the start. This file is /etc/hookswitch/hookswitch.yaml, or where HOOKSWITCH_CONFIG or --config says.",
            "#",
            last,
        ]
        var open: [String] = []
        for setting in settings {
            let groups = Array(setting.components.dropLast())
            let shared = zip(open, groups).prefix { $0 == $1 }.count
            lines.append("")
            for depth in shared..<max(shared, groups.count) {
                lines.append("\(Self.indent(depth))\(groups[depth]):")
            }
            open = groups
            lines += Self.lines(for: setting, value: value(setting), indent: Self.indent(groups.count))
        }
        self.text = lines.joined(separator: "\n") + "\n"
    }

    private static func lines(for setting: Setting, value: String?, indent: String) -> [String] {
        let name = setting.components.last ?? setting.key
        let places =
            setting.isSecret
            ? "\(setting.environmentName), or the credential \(setting.credentialName)." : "\(setting.environmentName)."
        let comments =
            self.wrapped(setting.help, width: self.lineLength - indent.count - 2)
            + self.wrapped("Expected: \(setting.expected).", width: self.lineLength - indent.count - 2)
            + ["Environment: \(places)"]
        let remark = setting.defaultText.map { "# \(name): \(self.scalar($0))" } ?? "# \(name):"
        return comments.map { "\(indent)# \($0)" } + [indent + (value.map { "\(name): \(self.scalar($0))" } ?? remark)]
    }

    /// YAML reads a bare text as what it looks like; one that begins or ends oddly or holds `: ` or ` #` needs quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.first.map { "[]{}&*!|>'\"%@`#,?-: ".utf8.contains($0) } != true
        if isPlain, !text.contains(": "), !text.contains(" #"), !text.hasSuffix(":"), !text.hasSuffix(" ") {
            return text
        }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func indent(_ depth: Int) -> String {
        String(repeating: "  ", count: depth)
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
