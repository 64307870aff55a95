import Foundation
import Glibc
import Hookswitch
import Routing

/// Makes the files of an installation: all, or none that is half written. What is there already is kept.
struct SetupInstallation: Sendable {
    /// Whose files they are, besides root's.
    static let groupName = "hookswitch"

    let places: SetupPlaces
    let setup: ProductionSetup
    let database: ProductionDatabase
    /// Whether root makes them, for a service of its own user; else they are for whoever makes them.
    var isRoot = geteuid() == 0
    /// The group of the service's user; `nil` if there is none.
    var group = SetupInstallation.group(named: SetupInstallation.groupName)

    /// Nobody but root and the service reads the settings; the two secrets root alone, for systemd hands them over.
    private var settingsMode: mode_t { self.isRoot ? 0o640 : 0o600 }
    private static let secretMode: mode_t = 0o600
    private var directoryMode: mode_t { self.isRoot ? 0o750 : 0o700 }

    /// What is made and what is kept. Nothing is written.
    ///
    /// - Throws: A ``CommandFailure`` if what is there cannot be used.
    func plan() throws(CommandFailure) -> [SetupFile] {
        let hasKeyRing = SetupPlaces.isThere(self.places.keyRing)
        if hasKeyRing {
            do {
                _ = try KeyRingFile(path: self.places.keyRing).load()
            } catch {
                throw CommandFailure(error)
            }
        }
        let hasURL = SetupPlaces.isThere(self.places.databaseURL)
        let isTaken = SetupPlaces.isThere(self.places.settings)
        return [
            Self.file(.keyRing, self.places.keyRing, hasKeyRing ? .kept : .made, Self.secretMode),
            Self.file(.databaseURL, self.places.databaseURL, hasURL ? .kept : .made, Self.secretMode),
            Self.file(.settings, self.places.settings, isTaken ? .taken : .made, self.settingsMode),
        ]
    }

    /// Makes what is not there.
    ///
    /// - Throws: A ``CommandFailure`` that says what was made all the same. No file is half written.
    func make() throws(CommandFailure) -> [SetupFile] {
        let files = try self.plan()
        let isNew = try self.makeDirectory()
        let drafts = files.filter { $0.state != .kept }.map { ($0, DraftFile(path: $0.path)) }
        var made: [SetupFile] = []
        do throws(CommandFailure) {
            for (file, draft) in drafts { try self.write(file.kind, to: draft) }
            try self.check(drafts)
            for (file, draft) in drafts {
                try draft.publish()
                made.append(file)
            }
            return files
        } catch {
            for (_, draft) in drafts { draft.discard() }
            // It goes only if nothing is in it.
            if isNew { rmdir(self.places.directory) }
            throw Self.failure(error, after: made)
        }
    }

    /// What is there already, and what to do about the rest.
    private static func failure(_ failure: CommandFailure, after made: [SetupFile]) -> CommandFailure {
        var failure = failure
        guard !made.isEmpty else {
            failure.reasons.append("nothing was made")
            return failure
        }
        let names = made.map { "the \($0.kind.name) \($0.path)" }.joined(separator: ", ")
        failure.reasons.append("made, and kept: \(names)")
        failure.problem.detail = failure.reasons.joined(separator: "; ")
        failure.problem.fix = failure.problem.fix ?? "mend that and run the same command again: it goes on from there"
        return failure
    }

    private func write(_ kind: SetupFile.Kind, to draft: DraftFile) throws(CommandFailure) {
        switch kind {
        case .keyRing:
            do {
                try KeyRingFile(path: draft.draft).create()
            } catch {
                throw CommandFailure(.failed, code: "key_ring", error.description)
            }
        case .databaseURL:
            try draft.write(self.database.url.reveal() + "\n", mode: Self.secretMode)
        case .settings:
            let group = self.isRoot ? self.group : nil
            try draft.write(self.setup.settingsText, mode: self.settingsMode, group: group)
        }
    }

    /// Reads what was written as the server would, before it gets its name.
    private func check(_ drafts: [(SetupFile, DraftFile)]) throws(CommandFailure) {
        for (file, draft) in drafts where file.kind == .settings {
            do {
                _ = try Configuration.load(
                    environment: ["HOOKSWITCH_DATABASE_URL": self.database.url.reveal()],
                    configFile: draft.draft
                )
            } catch {
                throw CommandFailure(configuration: error)
            }
        }
    }

    /// Makes the directory of the settings.
    ///
    /// - Returns: Whether it was not there.
    private func makeDirectory() throws(CommandFailure) -> Bool {
        let path = self.places.directory
        guard mkdir(path, self.directoryMode) == 0 else {
            if errno == EEXIST { return false }
            throw CommandFailure(
                .failed,
                code: "file",
                "the directory \(path) cannot be made",
                why: [String(cString: strerror(errno))],
                fix: "as root: sudo hookswitch setup production; or --settings FILE in a directory of your own"
            )
        }
        // The umask may have closed it to the service, too.
        chmod(path, self.directoryMode)
        if self.isRoot, let group { chown(path, uid_t.max, group) }
        return true
    }

    private static func file(
        _ kind: SetupFile.Kind,
        _ path: String,
        _ state: SetupFile.State,
        _ mode: mode_t
    ) -> SetupFile {
        SetupFile(kind: kind, path: path, state: state, mode: state == .made ? "0" + String(mode, radix: 8) : nil)
    }

    /// A group of the system's; looks into its database, which can block.
    private static func group(named name: String) -> gid_t? {
        var entry = Glibc.group()
        var found: UnsafeMutablePointer<Glibc.group>?
        // Members stand in it, too; a service's group has few.
        var buffer = [CChar](repeating: 0, count: 65_536)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.gr_gid
    }
}
