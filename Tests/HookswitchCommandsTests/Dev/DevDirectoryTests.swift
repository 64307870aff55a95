import Foundation
import Testing

@testable import HookswitchCommands

@Suite struct DevDirectoryTests {
    /// A directory of the test's own.
    private let directory: DevDirectory

    init() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("dev-\(UUID().uuidString)").path
        self.directory = try DevDirectory(path)
    }

    private func remove() {
        _ = try? FileManager.default.removeItem(atPath: self.directory.path)
    }

    @Test func secondRunIsToldWhoRuns() throws {
        defer { self.remove() }
        let lock = try DevLock(self.directory)

        let failure = #expect(throws: CommandFailure.self) { try DevLock(self.directory) }

        #expect(failure?.status == .cancelled)
        #expect(failure?.problem.title?.contains("process \(getpid())") == true)
        withExtendedLifetime(lock) {}
    }

    @Test func lockIsFreeAgainWhenItsHolderIsGone() throws {
        defer { self.remove() }
        do { _ = try DevLock(self.directory) }

        #expect(throws: Never.self) { try DevLock(self.directory) }
    }

    @Test func fileIsReadableByItsOwnerAlone() throws {
        defer { self.remove() }

        try self.directory.write("first", to: self.directory.token)
        try self.directory.write("second", to: self.directory.token)

        let attributes = try FileManager.default.attributesOfItem(atPath: self.directory.token)
        #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
        #expect(try self.directory.read(self.directory.token) == "second")
    }

    @Test func clearingRemovesOnlyWhatWeMade() throws {
        defer { self.remove() }
        let foreign = self.directory.path + "/thesis.txt"
        try self.directory.write("years of work", to: foreign)
        try self.directory.write("x", to: self.directory.token)
        try self.directory.prepare()

        try self.directory.clear()

        #expect(try self.directory.read(foreign) == "years of work")
        #expect(try self.directory.read(self.directory.token) == nil)
        #expect(!FileManager.default.fileExists(atPath: self.directory.spool))
    }
}
