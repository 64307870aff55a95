import Foundation
import Hookswitch
import SystemPackage

/// A file or a directory that others may open and must not.
struct DoctorRepair: Sendable {
    /// Where it is.
    let path: String
    /// What its mode is to be.
    let permissions: FilePermissions

    /// What of an installation is to be closed to others.
    static func repairs(of settings: Configuration) -> [DoctorRepair] {
        let owner: FilePermissions = [.ownerRead, .ownerWrite]
        let wanted = [
            DoctorRepair(path: settings.keyringFile, permissions: owner),
            DoctorRepair(path: settings.spool.directory, permissions: [.ownerReadWriteExecute]),
        ]
        let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
        return wanted.filter { repair in
            // What cannot be looked at is the checks' affair.
            guard let found = try? Stat(repair.path) else { return false }
            return !found.permissions.isDisjoint(with: others)
        }
    }

    /// Closes it.
    ///
    /// - Returns: What was done, for people.
    func apply() throws(CommandFailure) -> String {
        let mode = String(self.permissions.rawValue, radix: 8)
        do {
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: Int(self.permissions.rawValue)]
            try FileManager.default.setAttributes(attributes, ofItemAtPath: self.path)
        } catch {
            throw CommandFailure(
                .failed,
                code: "repair",
                "the mode of \(self.path) cannot be changed",
                why: [(error as NSError).localizedDescription],
                fix: "as its owner or root: chmod \(mode) \(self.path)"
            )
        }
        return "\(self.path) has mode \(mode) now"
    }
}
