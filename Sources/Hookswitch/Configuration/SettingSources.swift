import Configuration
import Foundation

/// The places where a setting may stand, asked in their order: command line, environment, credentials directory, file.
///
/// The command line, the environment and the file are providers of swift-configuration, all asked for text: its typed
/// getters turn a value that does not convert into the default. A credential is read when its setting is asked for, so
/// that what else stands in that directory is never opened.
struct SettingSources {
    /// A value and where it was found.
    struct Found {
        let text: String
        let origin: SettingOrigin
    }

    /// Something stands there that is no value, such as a list where one value is expected, or a file we may not read.
    struct Unreadable: Error {
        let origin: SettingOrigin
        let reason: String
    }

    /// Bytes of a credential file; a connection string is far shorter, and systemd allows 1 MiB.
    private static let maximumCredentialByteCount = 65_536

    let flags: [String: String]
    let environment: [String: String]
    let file: ConfigurationFile?

    private let flagSnapshot: any ConfigSnapshot
    private let environmentSnapshot: any ConfigSnapshot

    init(flags: [String: String] = [:], environment: [String: String] = [:], file: ConfigurationFile? = nil) {
        self.flags = flags
        self.environment = environment
        self.file = file
        let values = flags.map { key, text in
            (AbsoluteConfigKey(key.split(separator: ".").map(String.init)), ConfigValue(.string(text), isSecret: true))
        }
        self.flagSnapshot = InMemoryProvider(values: Dictionary(values) { first, _ in first }).snapshot()
        self.environmentSnapshot =
            EnvironmentVariablesProvider(
                environmentVariables: environment.filter { $0.key.hasPrefix("HOOKSWITCH_") }
            ).snapshot()
    }

    /// The value that wins; nil where nobody set it.
    func find(_ setting: Setting, takesList: Bool) throws(Unreadable) -> Found? {
        let key = AbsoluteConfigKey(setting.components)
        if let text = self.text(key, in: self.flagSnapshot) { return Found(text: text, origin: .flag) }

        if let text = self.text(key.prepending("hookswitch"), in: self.environmentSnapshot) {
            return Found(text: text, origin: .environment(name: setting.environmentName))
        }
        if let found = try self.credential(setting) { return found }
        return try self.fileValue(setting, key: key, takesList: takesList)
    }

    private func text(_ key: AbsoluteConfigKey, in snapshot: any ConfigSnapshot) -> String? {
        // Text is what both hold, so asking for text cannot fail.
        guard let value = try? snapshot.value(forKey: key, type: .string).value else { return nil }
        guard case .string(let text) = value.content else { return nil }
        return text
    }

    private func credential(_ setting: Setting) throws(Unreadable) -> Found? {
        guard let directory = self.environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty else { return nil }
        let path = "\(directory)/\(setting.credentialName)"
        let origin = SettingOrigin.credential(path: path)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Unreadable(origin: origin, reason: "the file cannot be read")
        }
        guard data.count <= Self.maximumCredentialByteCount, var text = String(data: data, encoding: .utf8) else {
            throw Unreadable(origin: origin, reason: "the file is not UTF-8 text of at most 64 KiB")
        }
        // Editors and `echo` end a file with a line feed.
        while text.last?.isNewline == true { text.removeLast() }
        return Found(text: text, origin: origin)
    }

    private func fileValue(_ setting: Setting, key: AbsoluteConfigKey, takesList: Bool) throws(Unreadable) -> Found? {
        guard let file = self.file, let snapshot = file.snapshot else { return nil }
        guard let entry = file.entries.first(where: { $0.key == setting.key }) else { return nil }
        let origin = SettingOrigin.file(path: file.path, line: entry.line)
        guard !entry.isNull else {
            throw Unreadable(origin: origin, reason: "nothing stands after the colon")
        }
        if let text = self.text(key, in: snapshot) { return Found(text: text, origin: origin) }

        guard takesList,
            case .stringArray(let texts) = try? snapshot.value(forKey: key, type: .stringArray).value?.content
        else { throw Unreadable(origin: origin, reason: "one value belongs there, not a list or a group") }
        return Found(text: texts.joined(separator: ","), origin: origin)
    }
}
