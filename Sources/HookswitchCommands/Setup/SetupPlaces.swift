import Foundation
import Hookswitch

/// Where the files of a new installation are.
struct SetupPlaces: Hashable, Sendable {
    /// Where the unit of deploy/systemd looks for the key ring.
    static let standardKeyRing = "/etc/hookswitch/keyring"
    /// The name of the credential `database.url`, by which the server finds it.
    private static let databaseURLName = "database-url"

    /// The settings file; an absolute path.
    let settings: String
    /// The key ring, likewise.
    let keyRing: String

    /// Names the places.
    ///
    /// - Parameters:
    ///   - keyRing: By default `keyring` beside the settings.
    ///   - mayExist: Whether the settings may be there already, because nothing is written.
    /// - Throws: A `SetupRefusal` of a place where nothing can be made.
    init(settings: String, keyRing: String?, mayExist: Bool) throws(SetupRefusal) {
        let path = try Self.absolute(settings)
        self.settings = path
        let directory = URL(filePath: path).deletingLastPathComponent().path
        self.keyRing =
            try keyRing.map { path throws(SetupRefusal) in try Self.absolute(path) } ?? directory + "/keyring"
        guard Set([self.settings, self.keyRing, self.databaseURL]).count == 3 else {
            throw SetupRefusal(
                "two files cannot be the same",
                why: "settings, key ring and connection string are a file each",
                fix: "other names; the connection string is \(self.databaseURL)"
            )
        }
        guard mayExist || !Self.isThere(path) else {
            throw SetupRefusal(
                "\(path) exists already",
                why: "settings that are there are never overwritten",
                fix: "--dry-run prints what would stand there; or move it away, or another --settings FILE"
            )
        }
        for folder in [directory, URL(filePath: self.keyRing).deletingLastPathComponent().path] {
            guard !Self.isDirectory(folder) else { continue }
            let parent = URL(filePath: folder).deletingLastPathComponent().path
            guard folder == directory, Self.isDirectory(parent), !Self.isThere(folder) else {
                throw SetupRefusal(
                    "there is no directory \(folder)",
                    why: "of what is missing one directory is made, that of the settings",
                    fix: "mkdir -p \(DevProgram.quoted(folder)), or another place"
                )
            }
        }
    }

    /// The directory of the settings.
    var directory: String { URL(filePath: self.settings).deletingLastPathComponent().path }

    /// The file of the connection string: beside the settings.
    var databaseURL: String { self.directory + "/" + Self.databaseURLName }

    /// Whether the unit of deploy/systemd finds everything here without being changed.
    var isStandard: Bool {
        self.settings == Configuration.defaultFile && self.keyRing == Self.standardKeyRing
    }

    /// A command as it has to be typed so that it finds what the service gets from systemd.
    func command(_ words: String, takesSettings: Bool = true) -> String {
        let option = takesSettings && self.settings != Configuration.defaultFile
        let settings = option ? " --config \(DevProgram.quoted(self.settings))" : ""
        return "CREDENTIALS_DIRECTORY=\(DevProgram.quoted(self.directory)) hookswitch \(words)\(settings)"
    }

    /// Whether something has this name, be it a link that leads nowhere.
    static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    private static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private static func absolute(_ text: String) throws(SetupRefusal) -> String {
        guard !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }),
            !text.hasSuffix("/")
        else {
            throw SetupRefusal(
                "that is no file's name",
                why: text.isEmpty ? "it is empty" : "it has a control character, or names a directory",
                fix: "a path, such as \(Configuration.defaultFile)"
            )
        }
        return URL(filePath: text).standardizedFileURL.path
    }
}
