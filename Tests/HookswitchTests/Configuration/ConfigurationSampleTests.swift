import Foundation
import Testing

@testable import Hookswitch

@Suite struct ConfigurationSampleTests {
    private static let shippedFile = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "deploy/hookswitch.yaml")

    @Test func theShippedFileIsTheOneThatTheSettingsMake() throws {
        let sample = ConfigurationSample().text
        if ProcessInfo.processInfo.environment["WRITE_SAMPLE"] == "1" {
            try Data(sample.utf8).write(to: Self.shippedFile)
        }

        let shipped = try String(contentsOf: Self.shippedFile, encoding: .utf8)

        #expect(shipped == sample, "settings have changed: run `make sample`")
    }

    @Test func theSampleHoldsEverySettingWithItsDefault() throws {
        let file = try ConfigurationFile(path: "sample", text: ConfigurationSample().text)
        let sources = SettingSources(environment: ["HOOKSWITCH_DATABASE_URL": "dbname=hookswitch"], file: file)

        for setting in Configuration.settings {
            let found = try sources.find(setting, takesList: false)
            if let text = setting.defaultText { #expect(found?.text == text) }
            #expect(ConfigurationSample().text.contains("\(setting.components.last ?? ""):"))
            #expect(ConfigurationSample().text.contains(setting.environmentName))
        }
        #expect(SettingNames(Configuration.settings).problems(inFile: file) == [])
    }

    @Test func theShippedFileCanBeUsedAsItIs() throws {
        let variables = ["HOOKSWITCH_DATABASE_URL": "dbname=hookswitch"]

        let configuration = try Configuration.load(environment: variables, configFile: Self.shippedFile.path)

        #expect(configuration.calls.listen.port == 8080)
    }

    @Test func noTwoSettingsShareAKeyOrAVariable() {
        let settings = Configuration.settings

        #expect(Set(settings.map(\.key)).count == settings.count)
        #expect(Set(settings.map(\.environmentName)).count == settings.count)
        #expect(settings.allSatisfy { $0.help.hasSuffix(".") })
    }
}
