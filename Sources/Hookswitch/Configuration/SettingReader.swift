/// Reads settings one after the other, and keeps what was asked for, where each came from and what was wrong.
///
/// A setting is declared where it is read, so that the list of settings cannot differ from what is read.
struct SettingReader {
    private(set) var settings: [Setting] = []
    private(set) var origins: [String: SettingOrigin] = [:]
    private(set) var shownValues: [String: String] = [:]
    private(set) var problems: [ConfigurationError.Problem] = []

    private let sources: SettingSources

    init(sources: SettingSources) {
        self.sources = sources
    }

    /// A setting that always has a value.
    mutating func value<Value>(
        _ key: String,
        _ format: SettingFormat<Value>,
        default defaultValue: Value,
        help: String
    ) -> Value {
        self.read(key, format, defaultText: format.render(defaultValue), help: help) ?? defaultValue
    }

    /// A setting that may be absent.
    mutating func optional<Value>(_ key: String, _ format: SettingFormat<Value>, help: String) -> Value? {
        self.read(key, format, defaultText: nil, help: help)
    }

    /// Notes that settings do not go together.
    mutating func refuse(_ key: String, reason: String, remedy: String) {
        let problem = ConfigurationError.Problem(key: key, origin: self.origins[key], reason: reason, remedy: remedy)
        self.problems.append(problem)
    }

    /// Notes a key or variable that is no setting.
    mutating func refuse(_ problem: ConfigurationError.Problem) {
        self.problems.append(problem)
    }

    private mutating func read<Value>(
        _ key: String,
        _ format: SettingFormat<Value>,
        defaultText: String?,
        help: String
    ) -> Value? {
        let setting = Setting(
            key: key,
            expected: format.expected,
            defaultText: defaultText,
            isSecret: format.isSecret,
            help: help
        )
        self.settings.append(setting)
        self.origins[key] = .default
        self.shownValues[key] = defaultText
        do {
            guard let found = try self.sources.find(setting, takesList: format.takesList) else { return nil }
            self.origins[key] = found.origin
            guard let value = format.parse(found.text) else {
                self.refuse(setting, at: found.origin, reason: Self.mismatch(found.text, setting))
                return nil
            }
            self.shownValues[key] = format.render(value)
            return value
        } catch {
            self.refuse(setting, at: error.origin, reason: error.reason)
            return nil
        }
    }

    private mutating func refuse(_ setting: Setting, at origin: SettingOrigin, reason: String) {
        let otherwise = setting.defaultText.map { "take it away to have the default, \($0)" } ?? "take it away"
        let remedy = "Expected \(setting.expected); or \(otherwise)."
        self.problems.append(.init(key: setting.key, origin: origin, reason: reason, remedy: remedy))
    }

    /// What was found, shortened and escaped. A value with an `@` may be a URL with a password in it and is not shown.
    private static func mismatch(_ text: String, _ setting: Setting) -> String {
        guard !text.isEmpty else { return "the value is empty" }
        guard !setting.isSecret, !text.contains("@") else { return "the value cannot be used" }
        // Enough to recognise it, and a line on a screen.
        let maximumLength = 60
        let shown = text.count > maximumLength ? text.prefix(maximumLength) + "…" : text[...]
        return "\(String(shown).debugDescription) cannot be used"
    }
}
