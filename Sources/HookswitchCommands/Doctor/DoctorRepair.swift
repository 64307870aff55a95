import Foundation
import Glibc
import Hookswitch
import SystemPackage

/// Closes what others may open and must not. It touches nothing but what is a key ring or a spool beyond doubt: a setting that
/// names another place by mistake must not cost that place its mode.
struct DoctorRepair: Sendable {
    /// What became of something that is open.
    enum Outcome: Hashable, Sendable {
        /// It is closed; what was done, for people.
        case mended(String)
        /// It is as it was; why, for people.
        case left(String)

        /// One line for people.
        var line: String {
            switch self {
            case .mended(let what): "mended: \(what)"
            case .left(let why): "not mended: \(why)"
            }
        }
    }

    /// Who runs the doctor.
    var user = geteuid()
    /// Changes the mode of an open file.
    var change: @Sendable (Int32, mode_t) -> Int32 = { fchmod($0, $1) }

    private static let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
    private static let keyRingMode: mode_t = 0o600
    private static let spoolMode: mode_t = 0o700
    /// A key ring has hundreds of keys at most.
    private static let maximumKeyRingSize = 64 * 1024
    /// What a spool calls its files, besides those that end in ``spoolEnding``.
    private static let spoolNames: Set<String> = ["lock", "corrupt"]
    private static let spoolEnding = ".spool"

    /// Closes what of an installation is open to others.
    func run(_ settings: Configuration) -> [Outcome] {
        [self.closeKeyRing(settings.keyringFile), self.closeSpool(settings.spool.directory)].compactMap(\.self)
    }

    /// Closes the key ring, if its mode is all that is wrong with it.
    ///
    /// - Parameter credentialsDirectory: Where systemd put the service's credentials; by default what it says itself.
    /// - Returns: `nil` if there is nothing to close, or what is wrong is for the checks to tell.
    func closeKeyRing(_ path: String, credentialsDirectory: String? = nil) -> Outcome? {
        // What is refused, and in whose directory the group's bits are none, is known there and nowhere else.
        do throws(KeyRingFile.Failure) {
            _ = try KeyRingFile(path: path, credentialsDirectory: credentialsDirectory).load()
            return nil
        } catch {
            guard error.description.contains("is open to other users") else { return nil }
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return .left("\(path) is a link, or cannot be opened") }
        defer { close(descriptor) }
        guard (try? FileDescriptor(rawValue: descriptor).stat())?.type == .regular else { return nil }
        guard Self.holdsKeys(descriptor) else { return .left("\(path) is open to others and is no key ring") }
        return self.restrict(descriptor, at: path, mode: Self.keyRingMode)
    }

    /// Closes the spool's directory, if it is one and belongs to who runs the doctor.
    ///
    /// - Returns: `nil` if there is nothing to close, or what is wrong is for the checks to tell.
    func closeSpool(_ path: String) -> Outcome? {
        guard let found = try? Stat(path), found.type == .directory, !found.permissions.isDisjoint(with: Self.others)
        else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0, let status = try? FileDescriptor(rawValue: descriptor).stat(), status.type == .directory
        else {
            if descriptor >= 0 { close(descriptor) }
            return .left("\(path) is open to others and is a link, or cannot be opened")
        }
        defer { close(descriptor) }
        guard status.userID.rawValue == self.user else {
            return .left("\(path) is open to others and belongs to another user than you")
        }
        guard status.permissions.isDisjoint(with: [.saveText]) else {
            return .left("\(path) is a directory that many share (sticky), and no spool")
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path), names.allSatisfy(Self.isSpools)
        else { return .left("\(path) is open to others and has other things in it than a spool's") }
        return self.restrict(descriptor, at: path, mode: Self.spoolMode)
    }

    private static func isSpools(_ name: String) -> Bool {
        Self.spoolNames.contains(name) || name.hasSuffix(Self.spoolEnding)
    }

    /// Whether a file has lines of a key ring and no others.
    private static func holdsKeys(_ descriptor: Int32) -> Bool {
        var bytes = [UInt8](repeating: 0, count: Self.maximumKeyRingSize + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard (1...Self.maximumKeyRingSize).contains(count) else { return false }
        let lines = String(decoding: bytes.prefix(count), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        return !lines.isEmpty
            && lines.allSatisfy { line in
                let parts = line.split(separator: " ")
                return parts.count == 2 && Data(base64Encoded: String(parts[1]))?.count == 32
            }
    }

    private func restrict(_ descriptor: Int32, at path: String, mode: mode_t) -> Outcome {
        let text = String(mode, radix: 8)
        guard self.change(descriptor, mode) == 0 else {
            let why = String(cString: strerror(errno))
            return .left("the mode of \(path) cannot be changed (\(why)); as its owner or root: chmod \(text) \(path)")
        }
        return .mended("\(path) has mode \(text) now")
    }
}
