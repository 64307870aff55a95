import Foundation
import Routing
import Testing

@testable import Hookswitch

/// Each answer of a setup is judged by the rules by which the server and its doctor read it later.
@Suite struct ProductionSetupTests {
    @Test(
        arguments: [
            "https://hooks.example.com", "https://hooks.example.com/", "https://HOOKS.example.com:443/edge",
        ]
    )
    func publicURLsThatOthersCanCallAreTaken(_ text: String) throws {
        #expect(try ProductionSetup.publicURL(parsing: text).scheme == "https")
    }

    @Test(
        arguments: [
            "", "hooks.example.com", "http://hooks.example.com", "https://hooks.example.com:8443", "https://localhost",
            "https://127.0.0.1", "https://hooks.example.com/?a=1", "https://u@hooks.example.com", "ftp://x",
        ]
    )
    func otherPublicURLsAreRefusedWithTheWayToMendThem(_ text: String) {
        let refusal = #expect(throws: SetupRefusal.self) { try ProductionSetup.publicURL(parsing: text) }

        #expect(refusal?.why.isEmpty == false)
        #expect(refusal?.fix.hasPrefix("https://HOST") == true)
    }

    @Test func databasesAreTakenOnThisMachineOrWithTheirNameProved() throws {
        for text in [
            "postgresql://hookswitch:s3cret@db.example.com/hookswitch?sslmode=verify-full\n",
            "host=db.example.com dbname=h sslmode=verify-full", "postgresql:///hookswitch?host=/run/postgresql",
        ] {
            let database = try ProductionDatabase(parsing: text)

            #expect(!database.place.contains("s3cret"))
            #expect(!database.url.reveal().contains("\n"))
        }
    }

    @Test(
        arguments: [
            "", "\n", "postgresql://h:s3cret@db.example.com/h",
            "postgresql://h:s3cret@db.example.com/h?sslmode=require",
            "postgresql://h:s3cret@db/h?nonsense=1", "host=x\nport=1", "postgresql://h:s3/cret@db.example.com/h",
        ]
    )
    func otherDatabasesAreRefusedWithoutTheirPassword(_ text: String) {
        let refusal = #expect(throws: SetupRefusal.self) { try ProductionDatabase(parsing: text) }

        for words in [refusal?.what, refusal?.why, refusal?.fix] {
            #expect(words?.isEmpty == false)
            #expect(words?.contains("s3") == false)
        }
    }

    @Test(arguments: ["/etc/hookswitch/keyring", "/etc/hook switch/key: \"ring\" #1", "/odd\\place:", "/end "])
    func whatIsWrittenIsReadBack(_ keyRing: String) throws {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        let url = try ProductionSetup.publicURL(parsing: "https://hooks.example.com")
        let text = ProductionSetup(publicURL: url, keyringFile: keyRing).settingsText
        let file = try folder.write(text, to: "hookswitch.yaml")

        let read = try Configuration.load(environment: ["HOOKSWITCH_DATABASE_URL": "dbname=h"], configFile: file)

        #expect(read.environment == .production)
        #expect(read.publicURL == url)
        #expect(read.keyringFile == keyRing)
        #expect(read.callHosts.lackPublicHost == false)
        // All else has its default, also where a later version has another one.
        let set = read.origins.filter { $0.value != .default }.keys.sorted()
        #expect(set == ["database.url", "environment", "keyring.file", "public.url"])
        for setting in Configuration.settings { #expect(text.contains(setting.environmentName)) }
    }
}
