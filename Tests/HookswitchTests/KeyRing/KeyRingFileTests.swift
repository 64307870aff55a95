import Foundation
import HookswitchTesting
import Testing

@testable import Hookswitch

@Suite struct KeyRingFileTests {
    @Test func whatIsCreatedIsLoadedAndIsTheOwnersAlone() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let file = KeyRingFile(path: directory + "/keyring")

            let created = try file.create()
            let loaded = try file.load()

            #expect(created.keyIDs == loaded.keyIDs)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(throws: KeyRingFile.Failure.self) { try file.create() }
        }
    }

    @Test(arguments: [
        "", "# nothing\n", "a\n", "a !!!\n", "a \(Data(count: 31).base64EncodedString())\n",
        "a \(Data(count: 32).base64EncodedString())\na \(Data(count: 32).base64EncodedString())\n",
        "a \(Data(count: 32).base64EncodedString()) more\n", String(repeating: "x", count: 100_000),
    ])
    func whatIsNoKeyRingIsRefusedWithoutItsText(_ text: String) async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let path = directory + "/keyring"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)

            let failure = #expect(throws: KeyRingFile.Failure.self) { try KeyRingFile(path: path).load() }

            #expect(failure?.description.contains(path) == true)
            // The path is made up, and may have any letters.
            #expect(failure?.description.replacing(path, with: "").contains("AAAA") == false)
        }
    }

    @Test func aFileOpenToOthersIsRefused() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let file = KeyRingFile(path: directory + "/keyring")
            try file.create()
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)

            let failure = #expect(throws: KeyRingFile.Failure.self) { try file.load() }

            #expect(failure?.description.contains("chmod 600") == true)
        }
    }

    /// As systemd from 254 on gives it: readable by an ACL, which shows as the group's right.
    @Test(arguments: [(0o440, true), (0o400, true), (0o444, false), (0o460, false)])
    func aCredentialIsForItsServiceAlone(_ mode: Int, _ isTaken: Bool) async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let file = KeyRingFile(path: directory + "/keyring", credentialsDirectory: directory)
            try file.create()
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)

            #expect(((try? file.load()) != nil) == isTaken)
            let elsewhere = KeyRingFile(path: file.path, credentialsDirectory: directory + "/other")
            #expect(((try? elsewhere.load()) != nil) == (mode == 0o400))
        }
    }
}
