import Foundation
import HookswitchTesting
import Routing
import Testing

@testable import HookswitchCommands

@Suite struct ProfileStoreTests {
    private let file = ProfileFile(
        current: "live",
        profiles: ["live": Profile(url: "https://hooks.example.com", credential: .token(Secret("hsw_a")))]
    )

    @Test func fileIsForItsOwnerAlone() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let store = try #require(ProfileStore(environment: ["XDG_CONFIG_HOME": directory + "/config"]))

            try store.save(self.file)

            #expect(store.path == directory + "/config/hookswitch/config.yaml")
            #expect(try Self.mode(store.path) == 0o600)
            #expect(try Self.mode(directory + "/config/hookswitch") == 0o700)
            #expect(try store.load() == self.file)
            let names = try FileManager.default.contentsOfDirectory(atPath: directory + "/config/hookswitch")
            #expect(names == ["config.yaml"])
        }
    }

    @Test(arguments: [0o640, 0o604, 0o622, 0o666])
    func fileThatIsOpenToOthersIsRefused(_ mode: Int) async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let store = ProfileStore(path: directory + "/config.yaml")
            try store.save(self.file)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: store.path)

            let failure = #expect(throws: CommandFailure.self) { try store.load() }

            #expect(failure?.problem.fix == "chmod 600 \(store.path)")
        }
    }

    @Test func noFileIsNoProfilesAndADirectoryIsNoFile() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let none = try ProfileStore(path: directory + "/none/config.yaml").load()

            #expect(none == ProfileFile())
            #expect(throws: CommandFailure.self) { try ProfileStore(path: directory).load() }
        }
    }

    @Test func linkStaysALink() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let store = ProfileStore(path: directory + "/config.yaml")
            try ProfileStore(path: directory + "/elsewhere.yaml").save(ProfileFile())
            try FileManager.default.createSymbolicLink(
                atPath: store.path,
                withDestinationPath: directory + "/elsewhere.yaml"
            )

            try store.save(self.file)

            #expect(try ProfileStore(path: directory + "/elsewhere.yaml").load() == self.file)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: store.path).hasSuffix("elsewhere.yaml"))
        }
    }

    @Test(
        arguments: [
            (["XDG_CONFIG_HOME": "/x", "HOME": "/h"], "/x/hookswitch/config.yaml"),
            (["XDG_CONFIG_HOME": "x", "HOME": "/h"], "/h/.config/hookswitch/config.yaml"),
            (["HOME": "/h"], "/h/.config/hookswitch/config.yaml"), ([:], nil),
        ] as [([String: String], String?)]
    )
    func placeIsTheUsersOwn(_ environment: [String: String], _ path: String?) {
        #expect(ProfileStore(environment: environment)?.path == path)
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
