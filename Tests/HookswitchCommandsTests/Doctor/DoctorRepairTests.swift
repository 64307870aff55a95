import Foundation
import Glibc
import Hookswitch
import HookswitchTesting
import Testing

@testable import HookswitchCommands

/// What `doctor --fix` closes, and what it keeps its hands off.
@Suite struct DoctorRepairTests {
    private static func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    private static func set(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private static func makeDirectory(_ path: String, _ mode: Int) throws -> String {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.set(mode, path)
        return path
    }

    private static func isLeft(_ outcome: DoctorRepair.Outcome?) -> Bool {
        if case .left = outcome { return true }
        return false
    }

    @Test func keyRingThatOthersMayReadIsClosed() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/keyring"
            try KeyRingFile(path: path).create()
            try Self.set(0o644, path)

            #expect(DoctorRepair().closeKeyRing(path) == .mended("\(path) has mode 600 now"))
            #expect(try Self.mode(path) == 0o600)
            #expect(DoctorRepair().closeKeyRing(path) == nil)
        }
    }

    @Test func whatIsNoKeyRingKeepsItsMode() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let other = directory + "/passwd"
            try "root:x:0:0:root:/root:/bin/sh\n".write(toFile: other, atomically: true, encoding: .utf8)
            try Self.set(0o644, other)
            let folder = try Self.makeDirectory(directory + "/folder", 0o755)
            let keyRing = directory + "/keyring"
            try KeyRingFile(path: keyRing).create()
            try Self.set(0o644, keyRing)
            let link = directory + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: keyRing)

            #expect(Self.isLeft(DoctorRepair().closeKeyRing(other)))
            #expect(DoctorRepair().closeKeyRing(folder) == nil)
            #expect(DoctorRepair().closeKeyRing(directory + "/none") == nil)
            #expect(Self.isLeft(DoctorRepair().closeKeyRing(link)))

            #expect(try Self.mode(other) == 0o644)
            #expect(try Self.mode(folder) == 0o755)
            #expect(try Self.mode(keyRing) == 0o644)
        }
    }

    /// systemd gives a credential by an ACL, whose mask shows as the group's bits.
    @Test func credentialOfSystemdKeepsItsMode() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/keyring"
            try KeyRingFile(path: path).create()
            try Self.set(0o440, path)

            #expect(DoctorRepair().closeKeyRing(path, credentialsDirectory: directory) == nil)
            #expect(try Self.mode(path) == 0o440)
        }
    }

    @Test func spoolIsClosedAndNothingElse() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let spool = try Self.makeDirectory(directory + "/spool", 0o755)
            _ = try Self.makeDirectory(spool + "/corrupt", 0o700)
            for name in ["lock", "0198c0de-0000000001.spool"] {
                #expect(FileManager.default.createFile(atPath: spool + "/" + name, contents: nil))
            }
            let shared = try Self.makeDirectory(directory + "/shared", 0o1777)
            let filled = try Self.makeDirectory(directory + "/filled", 0o755)
            #expect(FileManager.default.createFile(atPath: filled + "/passwd", contents: nil))
            let empty = try Self.makeDirectory(directory + "/empty", 0o755)
            let link = directory + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: empty)
            let stranger = DoctorRepair(user: geteuid() + 1)

            #expect(Self.isLeft(DoctorRepair().closeSpool(shared)))
            #expect(Self.isLeft(DoctorRepair().closeSpool(filled)))
            #expect(Self.isLeft(DoctorRepair().closeSpool(link)))
            #expect(Self.isLeft(stranger.closeSpool(empty)))
            #expect(DoctorRepair().closeSpool(directory + "/none") == nil)
            for (path, mode) in [(shared, 0o1777), (filled, 0o755), (empty, 0o755)] {
                #expect(try Self.mode(path) == mode, "\(path)")
            }

            #expect(DoctorRepair().closeSpool(spool) == .mended("\(spool) has mode 700 now"))
            #expect(try Self.mode(spool) == 0o700)
            #expect(DoctorRepair().closeSpool(spool) == nil)
        }
    }

    @Test func whatCannotBeChangedIsSaid() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/keyring"
            try KeyRingFile(path: path).create()
            try Self.set(0o644, path)
            let repair = DoctorRepair(change: { _, _ in
                errno = EROFS
                return -1
            })

            let outcome = try #require(repair.closeKeyRing(path))

            #expect(outcome.line.hasPrefix("not mended: the mode of \(path) cannot be changed"), "\(outcome.line)")
            #expect(outcome.line.hasSuffix("chmod 600 \(path)"), "\(outcome.line)")
        }
    }
}
