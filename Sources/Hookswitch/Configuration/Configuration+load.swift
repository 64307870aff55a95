import Foundation

extension Configuration {
    /// Where the file is looked for when nobody names one.
    public static let defaultFile = "/etc/hookswitch/hookswitch.yaml"

    /// Every setting there is, in the order of the file.
    public static var settings: [Setting] {
        var reader = SettingReader(sources: SettingSources())
        _ = Configuration(reading: &reader)
        return reader.settings
    }

    /// Reads the configuration: command line, environment, credentials directory, file, default; the first that has a
    /// value wins. It reads small files and may block for as long as a disk takes.
    ///
    /// - Parameters:
    ///   - overrides: Options of the command line, by setting key.
    ///   - environment: The environment, for `HOOKSWITCH_*` and `CREDENTIALS_DIRECTORY`.
    ///   - configFile: The option `--config`. Without it, `HOOKSWITCH_CONFIG` names the file, and without that
    ///     ``defaultFile`` is read if it exists.
    /// - Throws: ``ConfigurationError`` with everything that is wrong.
    public static func load(
        overrides: [String: String] = [:],
        environment: [String: String],
        configFile: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        let file = try self.file(named: configFile ?? environment["HOOKSWITCH_CONFIG"])
        var reader = SettingReader(sources: SettingSources(flags: overrides, environment: environment, file: file))
        let configuration = Configuration(reading: &reader)

        let names = SettingNames(reader.settings)
        var unknown = names.problems(inFlags: overrides)
        unknown += names.problems(inEnvironment: environment)
        if let file { unknown += names.problems(inFile: file) }
        for problem in unknown { reader.refuse(problem) }
        if configuration.environment == .production, !configuration.egressAllow.isEmpty {
            reader.refuse(
                "egress.allow",
                reason: "it is refused in production",
                remedy: "Take it away; or, if this is a test, set environment to development."
            )
        }
        guard reader.problems.isEmpty else { throw ConfigurationError(problems: reader.problems) }
        return configuration
    }

    private static func file(named name: String?) throws(ConfigurationError) -> ConfigurationFile? {
        let path = name ?? self.defaultFile
        if name == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        do {
            // A kilobyte would do; a file this large is not ours.
            let maximumByteCount = 1_048_576
            let data = try Data(contentsOf: URL(filePath: path))
            guard data.count <= maximumByteCount, let text = String(data: data, encoding: .utf8) else {
                throw self.unreadable(path, reason: "it is not UTF-8 text of at most 1 MiB")
            }
            return try ConfigurationFile(path: path, text: text)
        } catch let error as ConfigurationError {
            throw error
        } catch {
            throw self.unreadable(path, reason: "it cannot be read")
        }
    }

    private static func unreadable(_ path: String, reason: String) -> ConfigurationError {
        let problem = ConfigurationError.Problem(
            key: "configuration file",
            origin: .file(path: path, line: nil),
            reason: reason,
            remedy: "Name a file that can be read with --config or HOOKSWITCH_CONFIG, or unset both."
        )
        return ConfigurationError(problems: [problem])
    }
}
