import Foundation
import Hookswitch
import HookswitchTesting
import Testing

@testable import HookswitchCommands

/// What a setup makes, keeps and refuses.
@Suite struct SetupInstallationTests {
    private static func installation(_ settings: String, isRoot: Bool = false) throws -> SetupInstallation {
        let places = try SetupPlaces(settings: settings, keyRing: nil, mayExist: false)
        return SetupInstallation(
            places: places,
            setup: ProductionSetup(
                publicURL: try ProductionSetup.publicURL(parsing: "https://hooks.example.com"),
                keyringFile: places.keyRing
            ),
            database: try ProductionDatabase(parsing: "postgresql://h:s3cret@db.example.com/h?sslmode=verify-full"),
            isRoot: isRoot,
            group: nil
        )
    }

    private static func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test(arguments: [true, false])
    func filesAreOpenToNobodyWhoDoesNotNeedThem(_ isRoot: Bool) async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let folder = directory + "/new"

            let files = try Self.installation(folder + "/hookswitch.yaml", isRoot: isRoot).make()

            #expect(files.map(\.kind) == [.keyRing, .databaseURL, .settings])
            #expect(files.allSatisfy { $0.state == .made })
            #expect(try Self.mode(folder) == (isRoot ? 0o750 : 0o700))
            #expect(try Self.mode(folder + "/keyring") == 0o600)
            #expect(try Self.mode(folder + "/database-url") == 0o600)
            #expect(try Self.mode(folder + "/hookswitch.yaml") == (isRoot ? 0o640 : 0o600))
            let settings = try String(contentsOfFile: folder + "/hookswitch.yaml", encoding: .utf8)
            #expect(!settings.contains("s3cret"))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(names) == ["keyring", "database-url", "hookswitch.yaml"])
            // As the unit hands them over.
            let read = try Configuration.load(
                environment: ["CREDENTIALS_DIRECTORY": folder],
                configFile: folder + "/hookswitch.yaml"
            )
            #expect(read.keyringFile == folder + "/keyring")
        }
    }

    @Test func aKeyRingThatIsThereIsKept() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let keyRing = directory + "/keyring"
            try KeyRingFile(path: keyRing).create()
            let before = try Data(contentsOf: URL(filePath: keyRing))

            let files = try Self.installation(directory + "/hookswitch.yaml").make()

            #expect(files.first?.state == .kept)
            #expect(try Data(contentsOf: URL(filePath: keyRing)) == before)
        }
    }

    @Test func whatIsNoKeyRingKeepsAllFromBeingMade() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            try "no key\n".write(toFile: directory + "/keyring", atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory + "/keyring")
            let installation = try Self.installation(directory + "/hookswitch.yaml")

            #expect(throws: CommandFailure.self) { try installation.make() }

            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["keyring"])
        }
    }

    /// Somebody else makes the settings between the look and the last step.
    @Test func whatWasMadeIsSaidAndASecondRunGoesOn() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let settings = directory + "/hookswitch.yaml"
            let installation = try Self.installation(settings)
            try "mine\n".write(toFile: settings, atomically: true, encoding: .utf8)

            let failure = #expect(throws: CommandFailure.self) { try installation.make() }

            #expect(failure?.reasons.contains { $0.hasPrefix("made, and kept: ") } == true, "\(failure?.reasons ?? [])")
            #expect(failure?.problem.fix?.contains("same command again") == true)
            #expect(try String(contentsOfFile: settings, encoding: .utf8) == "mine\n")
            #expect(throws: SetupRefusal.self) { try Self.installation(settings) }
            let names = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(Set(names) == ["keyring", "database-url", "hookswitch.yaml"])

            try FileManager.default.removeItem(atPath: settings)
            let files = try installation.make()
            #expect(files.map(\.state) == [.kept, .kept, .made])
        }
    }

    @Test func commandsThatComeNextFindTheFiles() throws {
        let standard = try SetupPlaces(settings: Configuration.defaultFile, keyRing: nil, mayExist: true)
        let own = try SetupPlaces(settings: "/tmp/my hook.yaml", keyRing: "/tmp/k", mayExist: true)

        #expect(standard.isStandard && !own.isStandard)
        #expect(standard.command("migrate up") == "CREDENTIALS_DIRECTORY=/etc/hookswitch hookswitch migrate up")
        #expect(
            own.command("migrate up") == "CREDENTIALS_DIRECTORY=/tmp hookswitch migrate up --config '/tmp/my hook.yaml'"
        )
        let next = SetupReport.next(standard, lacksGroup: true)
        #expect(next.first?.hasPrefix("useradd --system") == true)
        #expect(next.last?.hasSuffix("hookswitch doctor --production") == true)
    }

    @Test(arguments: ["", "/tmp/", "/nonexistent/a/b.yaml", "/tmp/keyring", "/tmp/database-url"])
    func placesWhereNothingCanBeMadeAreRefused(_ settings: String) {
        #expect(throws: SetupRefusal.self) {
            try SetupPlaces(settings: settings, keyRing: nil, mayExist: false)
        }
    }
}
