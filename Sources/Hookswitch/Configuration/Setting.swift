/// One thing that an operator can set: where it may stand, what it may be and why one would change it.
public struct Setting: Hashable, Sendable {
    /// The place in `hookswitch.yaml`, such as `calls.deadlineMilliseconds`.
    public let key: String

    /// What a value looks like, such as `a whole number from 100 to 4000`.
    public let expected: String

    /// What holds when nobody sets it, as it would be written in the file; nil where there is nothing.
    public let defaultText: String?

    /// Whether the value must never be shown.
    public let isSecret: Bool

    /// What it does, and why it is as it is.
    public let help: String

    /// The parts of the key.
    var components: [String] {
        self.key.split(separator: ".").map(String.init)
    }

    /// The environment variable, such as `HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS`.
    public var environmentName: String {
        "HOOKSWITCH_" + self.words.joined(separator: "_").uppercased()
    }

    /// The file in systemd's credentials directory, such as `database-url`.
    public var credentialName: String {
        self.words.joined(separator: "-")
    }

    /// The words of the key, in small letters: a capital letter begins a word.
    private var words: [String] {
        self.components.flatMap { component in
            var words: [String] = [""]
            for character in component {
                if character.isUppercase { words.append("") }
                words[words.count - 1] += character.lowercased()
            }
            return words
        }
    }
}
