/// A setting as a server has it. What is secret is not shown.
public struct SettingFact: Codable, Hashable, Sendable {
    /// The place in the configuration file, such as `calls.deadlineMilliseconds`.
    public let key: String
    /// The environment variable that sets it, too.
    public let environment: String
    /// The value, `***` of a secret; `nil` if it has none.
    public let value: String?
    /// Where it came from: `default`, `command line`, a variable, or a file and a line.
    public let origin: String
    /// What holds when nobody sets it; `nil` where there is nothing.
    public let defaultValue: String?
    /// Whether its value is never shown.
    public let isSecret: Bool

    enum CodingKeys: String, CodingKey {
        case key, environment, value, origin
        case defaultValue = "default"
        case isSecret = "secret"
    }

    /// States a setting.
    public init(
        key: String,
        environment: String,
        value: String?,
        origin: String,
        defaultValue: String?,
        isSecret: Bool
    ) {
        self.key = key
        self.environment = environment
        self.value = value
        self.origin = origin
        self.defaultValue = defaultValue
        self.isSecret = isSecret
    }

    /// All settings, in the order of the configuration file.
    static func all(of configuration: Configuration) -> [SettingFact] {
        Configuration.settings.map { setting in
            let value = configuration.shownValues[setting.key]
            return SettingFact(
                key: setting.key,
                environment: setting.environmentName,
                // Its format hides it already; a setting that is secret is hidden whatever its format says.
                value: setting.isSecret ? value.map { _ in "***" } : value,
                origin: configuration.origins[setting.key, default: .default].description,
                defaultValue: setting.defaultText,
                isSecret: setting.isSecret
            )
        }
    }
}
