/// Where the value of a setting came from; the first that has one wins.
public enum SettingOrigin: Hashable, Sendable {
    /// An option of the command line.
    case flag

    /// An environment variable.
    case environment(name: String)

    /// A file in systemd's credentials directory.
    case credential(path: String)

    /// The configuration file, and the line there.
    case file(path: String, line: Int?)

    /// Nobody set it.
    case `default`
}

extension SettingOrigin: CustomStringConvertible {
    /// The origin for people: `HOOKSWITCH_DATABASE_URL`, `/etc/hookswitch/hookswitch.yaml:12`.
    public var description: String {
        switch self {
        case .flag: "command line"
        case .environment(let name): name
        case .credential(let path): path
        case .file(let path, let line): line.map { "\(path):\($0)" } ?? path
        case .default: "default"
        }
    }
}
